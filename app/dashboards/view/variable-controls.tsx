import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { ALL, type ResolvedVariable } from '../variables/resolve-variables.ts';
import type { BoardView } from './board-view.ts';

export interface VariableControlsProps {
  readonly variables: readonly ResolvedVariable[];
  readonly view: BoardView;
  /** What an address of the page says beside the view, such as which sections are open. */
  readonly more?: BoardView['query'] | undefined;
  /** Of the page, without a query. */
  readonly action: string;
}

/** What a dashboard can be looked at for, as one form whose choices are an address. With a script each choice acts at once. */
export function VariableControls({ variables, view, more = {}, action }: VariableControlsProps) {
  const shown = variables.filter(({ variable }) => variable.kind !== 'constant');
  if (shown.length === 0) return null;
  const kept = Object.entries({ ...view.query, ...more }).filter(([name]) => !name.startsWith('var-'));
  return (
    <form class="variables" method="get" action={action} data-submit-on-change>
      {kept.flatMap(([name, values]) =>
        [values].flat().map(value => <input type="hidden" name={name} value={value} />),
      )}
      {shown.map(one => (
        <Control {...one} />
      ))}
      <Button attributes={{ 'data-submit': '' }}>Show</Button>
    </form>
  );
}

function Control(resolved: ResolvedVariable) {
  const { variable, options, values, isAll, isMore, problem } = resolved;
  const { name, label = name } = variable;
  const common = { id: `var-${name}`, name: `var-${name}`, label, error: problem };
  if (variable.kind === 'text')
    return <Field {...common} value={values[0] ?? ''} attributes={{ autocomplete: 'off', maxlength: 500 }} />;
  if ('isMulti' in variable && variable.isMulti) return <Several {...resolved} />;
  // What an address asks for is shown, whether it is offered or not.
  const offered = [...new Set([...options, ...(isAll ? [] : values)])].map(value => ({ value, label: value }));
  const all = 'hasAll' in variable && variable.hasAll ? [{ value: ALL, label: 'All' }] : [];
  const hint = isMore ? `the first ${options.length}` : undefined;
  return <Field {...common} hint={hint} value={isAll ? ALL : (values[0] ?? '')} options={[...all, ...offered]} />;
}

/** Boxes to check, folded away: what is checked stands in the line. */
function Several({ variable, options, values, isAll, isMore, problem }: ResolvedVariable) {
  const { name, label = name } = variable;
  const hasAll = 'hasAll' in variable && variable.hasAll === true;
  const offered = [...new Set([...options, ...(isAll ? [] : values)])];
  const told = isAll ? 'All' : values.length > 2 ? `${values.length} chosen` : values.join(', ') || 'None';
  return (
    <div class="field">
      <span class="field__label" id={`var-${name}-label`}>
        {label}
      </span>
      <details class="several">
        <summary class="box" aria-labelledby={`var-${name}-label var-${name}-told`}>
          <span class="several__told" id={`var-${name}-told`}>
            {told}
          </span>
        </summary>
        <fieldset class="several__list" aria-labelledby={`var-${name}-label`}>
          {hasAll && <Box name={name} value={ALL} label="All" checked={isAll} />}
          {offered.map(value => (
            <Box name={name} value={value} label={value} checked={!isAll && values.includes(value)} />
          ))}
          {isMore && <p class="dim">The first {options.length} of them.</p>}
        </fieldset>
      </details>
      {problem !== undefined && <p class="field__error">{problem}</p>}
    </div>
  );
}

function Box({ name, value, label, checked }: { name: string; value: string; label: string; checked: boolean }) {
  return (
    <label class="several__one">
      <input type="checkbox" name={`var-${name}`} value={value} checked={checked} />
      {label}
    </label>
  );
}
