import type { Expr } from '../ast.ts';

/** The expressions that an expression is directly made of, from left to right. */
export function childExprs(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'selector':
      return [];
    case 'matrix':
      return [expr.selector];
    case 'call':
      return expr.args;
    case 'aggregation':
      return expr.param ? [expr.param, expr.expr] : [expr.expr];
    case 'binary':
      return [expr.left, expr.right];
    case 'subquery':
    case 'unary':
    case 'parentheses':
      return [expr.expr];
  }
}
