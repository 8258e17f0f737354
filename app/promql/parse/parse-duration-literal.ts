import { PromqlError } from '../promql-error.ts';
import { MAX_DURATION_MS } from './read-duration.ts';
import { readNumberToken } from './read-number-token.ts';
import type { TokenCursor } from './token-cursor.ts';
import { unexpected } from './unexpected.ts';

const ARITHMETIC = /^[-+*/%^]$/;
const DURATION_WORDS = /^(step|range|min_of|max_of)$/;
const WANTED = 'a duration, such as 5m or 1h30m';

/** Reads `5m` or a number of seconds, as whole milliseconds. Throws a PromqlError. */
export function parseDurationLiteral(tokens: TokenCursor, sign: 'positive' | 'any'): number {
  const { from } = tokens.peek();
  const durationMs = Math.round(parseSigned(tokens, WANTED) * 1000);
  const position = { from, to: tokens.previous().to };
  if (sign === 'positive' && ARITHMETIC.test(tokens.peek().text)) throw noArithmetic(tokens);
  if (sign === 'positive' && durationMs <= 0)
    throw new PromqlError('A range is longer than nothing: at least 1ms.', position);
  if (!(Math.abs(durationMs) <= MAX_DURATION_MS))
    throw new PromqlError('A duration is not longer than 292 years.', position);
  return durationMs;
}

/** Reads a number or a duration in seconds with an optional sign. */
export function parseSigned(tokens: TokenCursor, wanted: string): number {
  const sign = tokens.accept('-') ?? tokens.accept('+');
  const value = readNumberToken(tokens.peek());
  if (value === undefined) {
    if (tokens.peek().text === '(' || DURATION_WORDS.test(tokens.peekWord())) throw noArithmetic(tokens);
    throw unexpected(tokens.peek(), wanted);
  }
  tokens.next();
  return sign?.text === '-' ? -value : value;
}

function noArithmetic(tokens: TokenCursor): PromqlError {
  return new PromqlError(
    'Arithmetic with durations is experimental in Prometheus, and not offered here: write what comes out, such as 6m.',
    tokens.peek(),
  );
}
