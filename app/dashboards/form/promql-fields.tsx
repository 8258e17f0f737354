import { Shape } from '../../../components/icons.tsx';
import { MarkedQuery } from '../../../components/marked-query.tsx';
import { routes } from '../../routes.ts';
import type { PanelForm } from './panel-form.ts';
import type { QueryView } from './query-view.ts';
import { Replacements } from './replacements.tsx';
import { fieldId } from './word.tsx';

interface PromqlFieldsProps {
  readonly form: PanelForm;
  readonly query: QueryView;
}

/** A query as text, with what can stand at the cursor (`public/js/query.js`) and what is wrong. */
export function PromqlFields({ form, query: { row, expr = '', why, mistake } }: PromqlFieldsProps) {
  const name = `${row}.expr`;
  const id = fieldId(name);
  const list = `${id}-completions`;
  const problem = form.problem(name);
  return (
    <div class="promql">
      <label class="box box--large query__box">
        <span class="query__word" aria-hidden="true">
          PromQL
        </span>
        <input
          class="box__control query__text"
          type="text"
          {...{ id, name, value: form.get(name) }}
          role="combobox"
          aria-label="PromQL"
          aria-expanded="false"
          aria-controls={list}
          aria-autocomplete="list"
          aria-invalid={problem === undefined ? undefined : 'true'}
          aria-describedby={problem === undefined ? undefined : `${id}-error`}
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          spellcheck={false}
          data-query={`${id}-cursor`}
          hx-get={routes.queryCompletions.href({}, { field: name, list })}
          hx-trigger="input delay:120ms consume, complete"
          hx-target={`#${list}`}
          hx-swap="outerHTML"
          hx-sync="this:replace"
          hx-include={`#${id}-cursor`}
          {...NEVER_SWAP_ERRORS}
        />
      </label>
      <input type="hidden" id={`${id}-cursor`} name="cursor" value={String(form.get(name).length)} />
      <div id={list} role="listbox" aria-label="Suggestions" hidden />
      {problem !== undefined && (
        <div class="query__problem query__problem--crit" id={`${id}-error`}>
          <p class="query__sentence">
            <Shape name="crit" />
            <span>{problem}</span>
          </p>
          {mistake?.position && <MarkedQuery query={expr} at={mistake.position} />}
          {mistake?.position && mistake.suggestion !== undefined && (
            <Replacements {...{ row, expr }} at={mistake.position} texts={[mistake.suggestion]} />
          )}
        </div>
      )}
      {problem === undefined && why !== undefined && <p class="promql__why soft">It cannot be a sentence: {why}</p>}
    </div>
  );
}

/** Names that JSX cannot spell. */
const NEVER_SWAP_ERRORS = { 'hx-status:4xx': 'swap:none', 'hx-status:5xx': 'swap:none' };
