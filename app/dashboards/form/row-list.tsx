import type { Child } from 'hono/jsx';
import { Shape } from '../../../components/icons.tsx';
import { ActButton } from './act-button.tsx';
import type { PanelForm } from './panel-form.ts';
import { acts } from './perform-act.ts';

interface RowListProps {
  readonly form: PanelForm;
  /** `mappings`; its rows are named `mappings.0` and so on. */
  readonly list: string;
  readonly title: string;
  /** What one row is called: `mapping`. */
  readonly one: string;
  /** What all rows have in common. */
  readonly head?: Child;
  readonly row: (name: string, nth: number) => Child;
}

/** A list in the form: rows that can be added and taken away, with script and without. */
export function RowList({ form, list, title, one, head, row }: RowListProps) {
  const rows = Array.from({ length: form.rows(list) }, (_, at) => `${list}.${at}`);
  const parent = list.split('.')[0]!;
  const problems = [...new Set([parent, list])].flatMap(name => form.problem(name) ?? []);
  return (
    <fieldset class="rows">
      <legend class="rows__title">{title}</legend>
      {rows.length > 0 && head}
      {rows.map((name, at) => (
        <div class="rows__row">
          {row(name, at + 1)}
          <ActButton act={acts.remove(list, at)} look="plain" icon="cross" label={`Remove ${one} ${at + 1}`} />
          <Problem sentence={form.problem(name)} />
        </div>
      ))}
      {problems.map(sentence => (
        <Problem sentence={sentence} />
      ))}
      <div>
        <ActButton act={acts.add(list)} icon="plus" label={`Add a ${one}`}>
          {one}
        </ActButton>
      </div>
    </fieldset>
  );
}

function Problem({ sentence }: { sentence: string | undefined }) {
  if (sentence === undefined) return null;
  return (
    <p class="field__error">
      <Shape name="crit" />
      <span>{sentence}</span>
    </p>
  );
}
