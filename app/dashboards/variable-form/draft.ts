import type { Variable } from '../variables/variable.ts';

/** A variable as a form has it: texts, whatever they may be. */
export interface Draft {
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  /** A query, or one value a line. */
  readonly offers: string;
  /** What is chosen at first; several with a comma between them. */
  readonly value: string;
  readonly isMulti: boolean;
  readonly hasAll: boolean;
}

export const NEW_DRAFT: Draft = {
  ...{ name: '', label: '', kind: 'query', offers: '', value: '', isMulti: false, hasAll: false },
};

export function draftOf(variable: Variable): Draft {
  const { name, label = '', kind } = variable;
  const { isMulti = false, hasAll = false } = 'isMulti' in variable || 'hasAll' in variable ? variable : {};
  const offers = 'query' in variable ? variable.query : 'values' in variable ? variable.values.join('\n') : '';
  const value = 'value' in variable ? [variable.value ?? ''].flat().join(', ') : '';
  return { name, label, kind, offers, value, isMulti, hasAll };
}

/** What a draft would be as a variable; it is looked at only then. */
export function variableOf({ name, label, kind, offers, value, isMulti, hasAll }: Draft): unknown {
  const named = { kind, name: name.trim(), ...(label.trim() !== '' && { label: label.trim() }) };
  const first = value.trim();
  const several = isMulti && first.includes(',') ? listOf(first, ',') : first;
  const chosen = { ...(isMulti && { isMulti }), ...(hasAll && { hasAll }), ...(first !== '' && { value: several }) };
  switch (kind) {
    case 'query':
      return { ...named, query: offers.trim(), ...chosen };
    case 'custom':
      return { ...named, values: listOf(offers, '\n'), ...chosen };
    case 'interval':
      return { ...named, values: listOf(offers, '\n'), ...(first !== '' && { value: first }) };
    case 'text':
      return { ...named, ...(value !== '' && { value }) };
    default:
      return { ...named, value };
  }
}

function listOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map(line => line.trim())
    .filter(line => line !== '');
}
