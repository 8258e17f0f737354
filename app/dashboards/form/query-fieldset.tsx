import { CodeLine } from '../../../components/code-line.tsx';
import { Field } from '../../../components/field.tsx';
import { Shape } from '../../../components/icons.tsx';
import { ActButton } from './act-button.tsx';
import type { PanelForm } from './panel-form.ts';
import { acts } from './perform-act.ts';
import { PromqlFields } from './promql-fields.tsx';
import type { QueryView } from './query-view.ts';
import { Replacements } from './replacements.tsx';
import { SentenceFields } from './sentence-fields.tsx';
import { fieldId } from './word.tsx';

interface QueryFieldsetProps {
  readonly slug: string;
  readonly form: PanelForm;
  readonly query: QueryView;
  readonly at: number;
  readonly isOnly: boolean;
}

/** One query: as a sentence or as PromQL, what its series are called, and what is to be said of it. */
export function QueryFieldset({ slug, form, query, at, isOnly }: QueryFieldsetProps) {
  const { row, isPromql, expr, why, unknown } = query;
  const problem = form.problem(`${row}.expr`);
  return (
    <fieldset class="edit-query">
      <legend class="unseen">Query {at + 1}</legend>
      <input type="hidden" name={`${row}.as`} value={isPromql ? 'promql' : 'sentence'} />
      <div class="edit-query__head">
        {!isOnly && <b>Query {at + 1}</b>}
        <div class="edit-query__end">
          <div class="segment">
            <Tab act={acts.toSentence(row)} isCurrent={!isPromql} isOpen={why === undefined}>
              Sentence
            </Tab>
            <Tab act={acts.toPromql(row)} isCurrent={isPromql} isOpen>
              PromQL
            </Tab>
          </div>
          {!isOnly && (
            <ActButton act={acts.remove('queries', at)} look="plain" icon="trash" label={`Remove query ${at + 1}`} />
          )}
        </div>
      </div>
      {isPromql ? <PromqlFields {...{ form, query }} /> : <SentenceFields {...{ slug, form, query }} />}
      {!isPromql && problem !== undefined && (
        <p class="field__error">
          <Shape name="crit" />
          <span>{problem}</span>
        </p>
      )}
      {!isPromql && expr !== undefined && <CodeLine prompt="" text={expr} />}
      {unknown.map(({ sentence, position, suggestions }) => (
        <div class="query__problem query__problem--warn">
          <p class="query__sentence">
            <Shape name="warn" />
            <span>{sentence}</span>
          </p>
          <Replacements {...{ row, expr: expr! }} at={position} texts={suggestions} />
        </div>
      ))}
      <Field
        id={fieldId(`${row}.legend`)}
        name={`${row}.legend`}
        label="Call each series"
        value={form.get(`${row}.legend`)}
        error={form.problem(`${row}.legend`)}
        attributes={{ placeholder: 'by what tells them apart, or as in {{room}} above', autocomplete: 'off' }}
      />
    </fieldset>
  );
}

interface TabProps {
  readonly act: string;
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  readonly children: string;
}

function Tab({ act, isCurrent, isOpen, children }: TabProps) {
  return (
    <button
      class="segment__option"
      type="submit"
      name="act"
      value={act}
      aria-pressed={isCurrent ? 'true' : 'false'}
      disabled={!isOpen && !isCurrent}
    >
      {children}
    </button>
  );
}
