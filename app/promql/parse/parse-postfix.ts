import type { Expr, MatrixSelector, Subquery, VectorSelector } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { describeType } from './describe-type.ts';
import { parseDurationLiteral } from './parse-duration-literal.ts';
import { parseMoment } from './parse-moment.ts';
import { parsePrimary } from './parse-primary.ts';
import type { Parsing } from './parsing.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Reads what no operator stands in, with ranges, `offset` and `@` behind it. */
export function parsePostfix(parsing: Parsing): Expr {
  const { tokens } = parsing;
  let expr = parsePrimary(parsing);
  for (;;) {
    if (tokens.peek().text === '[') expr = parseRange(tokens, expr);
    else if (tokens.peek().text === '@' || tokens.peekWord() === 'offset') expr = parseMoments(tokens, expr);
    else if (isExtension(tokens))
      throw new PromqlError(`${tokens.peekWord()} is experimental in Prometheus, and not offered here.`, tokens.peek());
    else return expr;
  }
}

function isExtension(tokens: TokenCursor): boolean {
  return tokens.peekWord() === 'anchored' || tokens.peekWord() === 'smoothed';
}

/** All that stand behind one selector: each of them may come once. */
function parseMoments(tokens: TokenCursor, expr: Expr): Expr {
  const from = tokens.peek().from;
  const moment = parseMoment(tokens);
  const span = { from: expr.span.from, to: moment.to };
  const { offsetMs, at } = moment;
  if (expr.kind === 'selector' || expr.kind === 'subquery') return { ...expr, offsetMs, at, span };
  if (expr.kind === 'matrix') return { ...expr, selector: { ...expr.selector, offsetMs, at }, span };
  throw new PromqlError(
    'offset and @ stand right behind a metric, its labels, or a range: sum(x offset 5m), not sum(x) offset 5m.',
    { from, to: moment.to },
  );
}

function parseRange(tokens: TokenCursor, expr: Expr): MatrixSelector | Subquery {
  const from = tokens.next().from;
  const rangeMs = parseDurationLiteral(tokens, 'positive');
  const isSubquery = tokens.accept(':') !== undefined;
  const stepMs = isSubquery && tokens.peek().text !== ']' ? parseDurationLiteral(tokens, 'positive') : undefined;
  const { to } = tokens.require(']', isSubquery ? '"]"' : '":" or "]"');
  const span = { from: expr.span.from, to };
  if (!isSubquery)
    return { kind: 'matrix', type: 'matrix', selector: requireSelector(expr, { from, to }), rangeMs, span };
  if (expr.type !== 'vector')
    throw new PromqlError(`A subquery is taken of an instant vector, not of ${describeType(expr.type)}.`, { from, to });
  return { kind: 'subquery', type: 'matrix', expr, rangeMs, stepMs, offsetMs: 0, at: undefined, span };
}

function requireSelector(expr: Expr, position: { from: number; to: number }): VectorSelector {
  if (expr.kind !== 'selector')
    throw new PromqlError(
      'A range stands right behind a metric or its labels. Of any other expression take a subquery: [5m:].',
      position,
    );
  if (expr.offsetMs !== 0 || expr.at !== undefined)
    throw new PromqlError('A range stands before offset and @: x[5m] offset 1h.', position);
  return expr;
}
