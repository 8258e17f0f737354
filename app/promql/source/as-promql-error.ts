import { PromqlError } from '../promql-error.ts';

/** What the history refuses, by its codes; its words are for people already. */
const REFUSALS: ReadonlySet<unknown> = new Set(['QUERY_TOO_LARGE', 'LABEL_PATTERN']);

/** Throws the error again, as a PromqlError where the history has refused what was asked for. */
export function asPromqlError(error: Error & { readonly code?: unknown }): never {
  throw REFUSALS.has(error.code) ? new PromqlError(error.message, undefined, { cause: error }) : error;
}
