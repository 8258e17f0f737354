import { Button } from '../../../components/button.tsx';
import { routes } from '../../routes.ts';

export interface QueryBoxProps {
  readonly query: string;
  readonly range: string;
  readonly isRefused: boolean;
}

/** Where a query is typed. A plain form without script; with it, `public/js/query.js` makes a combobox of the field. */
export function QueryBox({ query, range, isRefused }: QueryBoxProps) {
  return (
    <search class="sheet query">
      <form
        class="query__form"
        method="get"
        action={routes.query.href()}
        hx-get={routes.query.href()}
        hx-target="#answer"
        hx-swap="outerHTML"
        hx-push-url="true"
        hx-sync="this:replace"
      >
        <label class="box box--large query__box">
          <span class="query__word" aria-hidden="true">
            PromQL
          </span>
          <input
            class="box__control query__text"
            id="query"
            type="text"
            name="q"
            value={query}
            placeholder="sum by (room) (temperature)"
            role="combobox"
            aria-label="PromQL"
            aria-expanded="false"
            aria-controls="completions"
            aria-autocomplete="list"
            aria-invalid={isRefused ? 'true' : undefined}
            aria-describedby="answer-problem"
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            spellcheck={false}
            enterkeyhint="go"
            data-query="query-cursor"
            hx-get={routes.queryCompletions.href()}
            hx-trigger="input delay:120ms, complete"
            hx-target="#completions"
            hx-swap="outerHTML"
            hx-sync="this:replace"
            hx-include="#query-cursor"
            {...NEVER_SWAP_ERRORS}
          />
        </label>
        <input type="hidden" name="range" value={range} />
        <Button look="solid" size="large">
          Run
        </Button>
      </form>
      <input type="hidden" id="query-cursor" name="cursor" value={String(query.length)} />
      <NoCompletions />
    </search>
  );
}

/** Names that JSX cannot spell. */
const NEVER_SWAP_ERRORS = { 'hx-status:4xx': 'swap:none', 'hx-status:5xx': 'swap:none' };

/** The place of the list while there is none. */
export function NoCompletions({ id = 'completions' }: { id?: string }) {
  return <div id={id} role="listbox" aria-label="Suggestions" hidden />;
}
