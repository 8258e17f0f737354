import { AGGREGATIONS } from '../aggregations-table.ts';
import type { Expr, Parentheses } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { nearestName } from './nearest-name.ts';
import { parseAggregation } from './parse-aggregation.ts';
import { parseCall } from './parse-call.ts';
import { parseVectorSelector } from './parse-vector-selector.ts';
import type { Parsing } from './parsing.ts';
import { readNumberToken } from './read-number-token.ts';
import { unquote } from './unquote.ts';

/** Reads a number, a text, a selector, a call, an aggregation or what stands in brackets. */
export function parsePrimary(parsing: Parsing): Expr {
  const { tokens } = parsing;
  const token = tokens.peek();
  const value = readNumberToken(token);
  if (value !== undefined) return { kind: 'number', type: 'scalar', value, span: spanOf(tokens.next()) };
  if (token.kind === 'string')
    return { kind: 'string', type: 'string', value: unquote(token), span: spanOf(tokens.next()) };
  if (token.text === '(') return parseParentheses(parsing);
  if (token.kind === 'name' && isGrouped(parsing)) return parseAggregation(parsing);
  if (token.kind === 'name' && tokens.peek(1).text === '(') return parseCall(parsing);
  return parseVectorSelector(tokens);
}

function spanOf({ from, to }: { from: number; to: number }) {
  return { from, to };
}

function parseParentheses(parsing: Parsing): Parentheses {
  const { from } = parsing.tokens.next();
  const expr = parsing.parseExpr();
  const { to } = parsing.tokens.require(')', 'an operator or ")"');
  return { kind: 'parentheses', type: expr.type, expr, span: { from, to } };
}

/** Whether an aggregation begins here. Its name alone is a metric. */
function isGrouped({ tokens }: Parsing): boolean {
  const isAggregation = AGGREGATIONS.has(tokens.peekWord());
  const isCall = tokens.peek(1).text === '(';
  const hasGrouping = /^(by|without)$/.test(tokens.peekWord(1)) && tokens.peek(2).text === '(';
  if (!isAggregation && hasGrouping) throw unknownAggregation(tokens.peek());
  return isAggregation && (isCall || hasGrouping);
}

function unknownAggregation(token: { text: string; from: number; to: number }): PromqlError {
  const suggestion = nearestName(token.text, AGGREGATIONS.keys());
  const hint = suggestion ? ` Did you mean ${suggestion}?` : ` There are ${[...AGGREGATIONS.keys()].join(', ')}.`;
  return new PromqlError(`There is no aggregation ${token.text}.${hint}`, token, { suggestion });
}
