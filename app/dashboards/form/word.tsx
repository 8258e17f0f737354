import { Shape } from '../../../components/icons.tsx';
import type { PanelForm } from './panel-form.ts';

interface WordProps {
  readonly form: PanelForm;
  readonly name: string;
  /** What it is, for readers who hear it. */
  readonly label: string;
  /** Makes a `<select>`. */
  readonly options?: readonly { readonly name: string; readonly words: string }[];
  readonly fallback?: string;
  readonly isName?: boolean;
  readonly width?: 'short' | 'long' | undefined;
  readonly placeholder?: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
}

/** A word of a sentence that one can press and change. */
export function Word({
  form,
  name,
  label,
  options,
  fallback = '',
  isName,
  width,
  placeholder,
  attributes = {},
}: WordProps) {
  const problem = form.problem(name);
  const id = fieldId(name);
  const value = form.get(name) || fallback;
  const common = {
    ...{ id, name, 'aria-label': label, ...attributes },
    class: ['word', isName && 'word--name', width && `word--${width}`].filter(Boolean).join(' '),
    'aria-invalid': problem === undefined ? undefined : ('true' as const),
    'aria-describedby': problem === undefined ? undefined : `${id}-error`,
  };
  return (
    <span class="word__whole">
      {options ? (
        <select {...common}>
          {options.map(option => (
            <option value={option.name} selected={option.name === value}>
              {option.words}
            </option>
          ))}
        </select>
      ) : (
        <input {...common} type="text" value={value} placeholder={placeholder} autocomplete="off" spellcheck={false} />
      )}
      {problem !== undefined && (
        <span class="field__error" id={`${id}-error`}>
          <Shape name="crit" />
          <span>{problem}</span>
        </span>
      )}
    </span>
  );
}

/** The id of the control of a field. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}
