import { Shape } from '../../../components/icons.tsx';
import { MarkedQuery } from '../../../components/marked-query.tsx';
import { PromqlInput } from '../../../components/promql-input.tsx';
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
      <PromqlInput
        {...{ id, name, value: form.get(name), listId: list, cursorId: `${id}-cursor` }}
        completionsHref={routes.queryCompletions.href({}, { field: name, list })}
        isInvalid={problem !== undefined}
        describedBy={problem === undefined ? undefined : `${id}-error`}
      />
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
