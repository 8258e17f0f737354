import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { VectorSelector } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { RESERVED_WORDS } from '../reserved-words.ts';
import { checkMatchers } from './check-matchers.ts';
import { parseMatchers } from './parse-matchers.ts';
import type { Token } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';
import { unexpected } from './unexpected.ts';

/** Reads a metric, labels between braces, or both. Throws a PromqlError. */
export function parseVectorSelector(tokens: TokenCursor): VectorSelector {
  const { from } = tokens.peek();
  const name = tokens.peek().kind === 'name' ? requireMetric(tokens.next()) : undefined;
  if (!name && tokens.peek().text !== '{')
    throw unexpected(tokens.peek(), 'an expression, such as a metric or a number');
  const written = tokens.peek().text === '{' ? parseMatchers(tokens, name !== undefined) : [];
  const matchers = name ? [{ label: METRIC_LABEL, op: '=' as const, value: name.text }, ...written] : written;
  const span = { from, to: tokens.previous().to };
  checkMatchers(matchers, span);
  return { kind: 'selector', type: 'vector', matchers, offsetMs: 0, at: undefined, span };
}

function requireMetric(token: Token): Token {
  if (!RESERVED_WORDS.has(token.text.toLowerCase())) return token;
  throw new PromqlError(
    `${token.text} is a word of PromQL, which does not fit here. The metric of that name is {__name__="${token.text}"}.`,
    token,
  );
}
