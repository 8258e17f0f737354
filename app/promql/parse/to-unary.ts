import type { Expr } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { describeType } from './describe-type.ts';
import type { Token } from './token.ts';

/** A sign before an expression; before a number it becomes a part of that. Throws a PromqlError for what has no sign. */
export function toUnary(sign: Token, expr: Expr): Expr {
  const { type } = expr;
  const span = { from: sign.from, to: expr.span.to };
  if (expr.kind === 'number') return { ...expr, value: sign.text === '-' ? -expr.value : expr.value, span };
  if (type === 'scalar' || type === 'vector')
    return { kind: 'unary', type, op: sign.text === '-' ? '-' : '+', expr, span };
  throw new PromqlError(
    `A ${sign.text} stands before numbers and instant vectors, not before ${describeType(type)}.`,
    span,
  );
}
