import { PromqlError } from '../../promql/promql-error.ts';
import { interpolatePromql } from './interpolate-promql.ts';
import type { Scope } from './variable-values.ts';

/** Undefined: a value cannot stand where its variable does, and whoever shows the panel says why. */
export function tryInterpolate(text: string, scope: Scope): string | undefined {
  try {
    return interpolatePromql(text, scope);
  } catch (error) {
    if (error instanceof PromqlError) return undefined;
    throw error;
  }
}
