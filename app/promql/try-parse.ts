import type { Expr } from './ast.ts';
import { parsePromql } from './parse/parse-promql.ts';
import { PromqlError } from './promql-error.ts';

/** Undefined: it is no expression, and whoever evaluates it says why. */
export function tryParse(text: string): Expr | undefined {
  try {
    return parsePromql(text);
  } catch (error) {
    if (error instanceof PromqlError) return undefined;
    throw error;
  }
}
