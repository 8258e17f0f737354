import { PromqlError } from '../promql-error.ts';
import { parseDurationLiteral, parseSigned } from './parse-duration-literal.ts';
import type { TokenCursor } from './token-cursor.ts';

/** When to look, and where the text of that ends. */
interface MomentText {
  offsetMs: number;
  at: number | 'start' | 'end' | undefined;
  to: number;
}

/** Reads `offset` and `@`, in either order and each of them once. */
export function parseMoment(tokens: TokenCursor): MomentText {
  const moment: MomentText = { offsetMs: 0, at: undefined, to: 0 };
  const seen = new Set<string>();
  for (let word = peekWord(tokens); word; word = peekWord(tokens)) {
    const token = tokens.next();
    if (seen.has(word)) throw new PromqlError(`${word} stands behind a selector once.`, token);
    seen.add(word);
    if (word === '@') moment.at = parseAt(tokens);
    else moment.offsetMs = parseDurationLiteral(tokens, 'any');
    moment.to = tokens.previous().to;
  }
  return moment;
}

function peekWord(tokens: TokenCursor): '@' | 'offset' | undefined {
  if (tokens.peek().text === '@') return '@';
  return tokens.peekWord() === 'offset' ? 'offset' : undefined;
}

function parseAt(tokens: TokenCursor): number | 'start' | 'end' {
  const word = tokens.peekWord();
  if (word !== 'start' && word !== 'end') return parseTime(tokens);
  tokens.next();
  tokens.require('(');
  tokens.require(')');
  return word;
}

function parseTime(tokens: TokenCursor): number {
  const first = tokens.peek();
  const atMs = Math.round(parseSigned(tokens, 'a time in seconds since 1970, such as @ 1700000000') * 1000);
  if (Number.isSafeInteger(atMs)) return atMs;
  throw new PromqlError('The time behind @ is a number of seconds since 1970, and not that large.', {
    from: first.from,
    to: tokens.previous().to,
  });
}
