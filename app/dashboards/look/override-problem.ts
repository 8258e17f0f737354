import { LabelPatternError } from '../../history/labels/label-pattern-error.ts';
import { PromqlError } from '../../promql/promql-error.ts';
import { createSeriesMatcher } from './series-matcher.ts';

/** Why a text does not say which series are meant, as a sentence; undefined: it does. */
export function overrideProblem(text: string): string | undefined {
  try {
    createSeriesMatcher(text);
    return undefined;
  } catch (error) {
    if (error instanceof PromqlError || error instanceof LabelPatternError) return error.message;
    throw error;
  }
}
