import type { LabelSet } from './label-set.ts';

/** What an expression gives at all steps. */
export type Value = ScalarValue | VectorValue | StringValue;

export interface ScalarValue {
  readonly kind: 'scalar';
  /** One for each step. */
  readonly values: Float64Array;
}

export interface VectorValue {
  readonly kind: 'vector';
  /** Of two with the same labels never both have a value at one step. */
  readonly series: readonly Column[];
}

export interface StringValue {
  readonly kind: 'string';
  readonly value: string;
}

/** One element of a vector, at all steps. */
export interface Column {
  readonly labels: LabelSet;
  /** One for each step; meaningless where there is none. */
  readonly values: Float64Array;
  /** 1 for each step at which there is a value. */
  readonly present: Uint8Array;
}

export function createColumn(labels: LabelSet, count: number): Column {
  return { labels, values: new Float64Array(count), present: new Uint8Array(count) };
}
