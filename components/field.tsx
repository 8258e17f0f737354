import type { Child } from 'hono/jsx';
import { Icon, Shape } from './icons.tsx';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export type FieldProps = {
  /** Of the control; hint and error get `<id>-hint` and `<id>-error`. */
  id: string;
  label: string;
  /** What is expected, at the end of the label line. */
  hint?: Child;
  /** What was wrong and what would be right. */
  error?: Child;
  /** Behind the control: `%`, `min`. */
  unit?: string | undefined;
  size?: 'large' | undefined;
  /** `<input>` by default; options make a `<select>`. */
  kind?: 'input' | 'textarea' | undefined;
  options?: readonly { value: string; label: string }[] | undefined;
  name: string;
  value?: string | undefined;
  /** Any more attributes of the control: `type`, `autocomplete`, `required`, `hx-...`. Never `autofocus`: a live page would steal the focus. */
  attributes?: Attributes | undefined;
};

/** A labelled control with its hint and its error, tied together for readers who hear them. */
export function Field(props: FieldProps) {
  const { id, label, hint, error, unit, size } = props;
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
        {hint !== undefined && (
          <span class="field__hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </label>
      <div class={size === 'large' ? 'box box--large' : 'box'}>
        <Control {...props} />
        {props.options !== undefined && <Icon name="down" />}
        {unit !== undefined && <span class="box__unit">{unit}</span>}
      </div>
      {error !== undefined && (
        <p class="field__error" id={`${id}-error`}>
          <Shape name="crit" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

function Control({ id, name, value, kind = 'input', options, hint, error, attributes = {} }: FieldProps) {
  const describedBy = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const common = {
    class: attributes.class === undefined ? 'box__control' : `box__control ${attributes.class}`,
    id,
    name,
    'aria-describedby': describedBy === '' ? undefined : describedBy,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  };
  if (options !== undefined) return <Select common={{ ...attributes, ...common }} options={options} value={value} />;
  if (kind === 'textarea') {
    return (
      <textarea {...attributes} {...common}>
        {value}
      </textarea>
    );
  }
  return <input {...attributes} {...common} value={value} />;
}

type SelectProps = {
  common: Attributes;
  options: readonly { value: string; label: string }[];
  value?: string | undefined;
};

function Select({ common, options, value }: SelectProps) {
  return (
    <select {...common}>
      {options.map(option => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
