import type { Token } from './token.ts';
import { unexpected } from './unexpected.ts';

/** Goes through the pieces of a text from left to right, and stays at the last one, the end. */
export interface TokenCursor {
  /** The piece that comes next, or one behind it, without taking it. */
  peek(ahead?: number): Token;
  /** The name that comes next, in small letters as keywords are compared; empty if no name does. */
  peekWord(ahead?: number): string;
  next(): Token;
  /** The piece that was taken last. */
  previous(): Token;
  /** Takes the next piece if it is this symbol. */
  accept(symbol: string): Token | undefined;
  /** Takes this symbol; throws a PromqlError if it does not come next. `wanted` says what else could. */
  require(symbol: string, wanted?: string): Token;
}

/** A cursor over pieces of which the last is of kind `end`. */
export function createTokenCursor(tokens: readonly Token[]): TokenCursor {
  let at = 0;
  const peek = (ahead = 0) => tokens[Math.min(at + ahead, tokens.length - 1)]!;
  const next = () => {
    const token = peek();
    if (token.kind !== 'end') at++;
    return token;
  };
  return {
    peek,
    next,
    previous: () => tokens[Math.max(at - 1, 0)]!,
    peekWord: ahead => (peek(ahead).kind === 'name' ? peek(ahead).text.toLowerCase() : ''),
    accept: symbol => (peek().text === symbol ? next() : undefined),
    require(symbol, wanted = `"${symbol}"`) {
      if (peek().text !== symbol) throw unexpected(peek(), wanted);
      return next();
    },
  };
}
