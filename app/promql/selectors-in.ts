import type { Expr, VectorSelector } from './ast.ts';
import { childExprs } from './parse/child-exprs.ts';

/** What an expression asks for, from left to right. */
export function selectorsIn(expr: Expr): VectorSelector[] {
  return expr.kind === 'selector' ? [expr] : childExprs(expr).flatMap(selectorsIn);
}
