import type { Expr, Span } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { childExprs } from './child-exprs.ts';

/** Levels of expressions in each other: who walks through one may call itself for each level. A chain of operators has one for each. */
export const MAX_DEPTH = 500;

/** Throws a PromqlError for an expression of more than MAX_DEPTH levels; a chain of operators grows them without any brackets. */
export function checkDepth(root: Expr): void {
  const open = [{ expr: root, depth: 1 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { expr, depth } = at;
    if (depth > MAX_DEPTH) throw tooDeep(expr.span);
    for (const child of childExprs(expr)) open.push({ expr: child, depth: depth + 1 });
  }
}

/** The error of an expression that is nested too deep at this place. */
export function tooDeep(position: Span): PromqlError {
  return new PromqlError(
    `More than ${MAX_DEPTH} operators and brackets are nested in each other: take the expression apart.`,
    position,
  );
}
