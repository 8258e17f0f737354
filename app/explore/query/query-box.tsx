import { Button } from '../../../components/button.tsx';
import { PromqlInput } from '../../../components/promql-input.tsx';
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
        <PromqlInput
          {...{ id: 'query', name: 'q', value: query, placeholder: 'sum by (room) (temperature)', enterKeyHint: 'go' }}
          {...{ listId: 'completions', cursorId: 'query-cursor', completionsHref: routes.queryCompletions.href() }}
          isInvalid={isRefused}
          describedBy="answer-problem"
        />
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

/** The place of the list while there is none. */
export function NoCompletions({ id = 'completions' }: { id?: string }) {
  return <div id={id} role="listbox" aria-label="Suggestions" hidden />;
}
