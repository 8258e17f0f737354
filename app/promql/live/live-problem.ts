import { parsePromql } from '../parse/parse-promql.ts';
import { PromqlError } from '../promql-error.ts';

/** Why a text is no query that can be shown over time, as a sentence; undefined: it is one. */
export function liveProblem(text: string): string | undefined {
  try {
    const { type } = parsePromql(text);
    if (type === 'matrix') return 'A range of samples cannot be shown over time: give it to a function such as rate.';
    return type === 'string' ? 'A text cannot be shown over time.' : undefined;
  } catch (error) {
    if (error instanceof PromqlError) return error.message;
    throw error;
  }
}
