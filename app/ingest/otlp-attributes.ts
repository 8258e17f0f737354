import type { AnyValue } from './otlp-any-value.ts';

/** Attributes in the order in which they came; values as text, lists and maps as JSON. */
export type OtlpAttributes = readonly (readonly [key: string, value: string])[];

/** A value as that of an attribute. */
export function toAttribute(value: AnyValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
