import { PromqlError } from '../promql-error.ts';

/** What a thread answers: a refusal is an answer, too, and keeps its place in the text. */
export type Outcome<Value> =
  | { readonly isRefused: false; readonly value: Value }
  | { readonly isRefused: true; readonly refusal: Refusal };

export interface Refusal {
  /** Whether the text cannot be read, or no answer came of it. */
  readonly stage: 'parse' | 'execution';
  readonly message: string;
  readonly position: PromqlError['position'];
  readonly suggestion: string | undefined;
}

/** The same again as an error. */
export function toPromqlError({ message, position, suggestion }: Refusal): PromqlError {
  return new PromqlError(message, position, { suggestion });
}
