import { PromqlError } from '../promql-error.ts';
import type { Token } from './token.ts';

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const CLOSERS = new Set(CLOSING.values());

/** Throws a PromqlError where a bracket is not closed, or closes nothing: what else is wrong often comes of that. */
export function checkBrackets(tokens: readonly Token[]): void {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'symbol') continue;
    if (CLOSING.has(token.text)) open.push(token);
    else if (CLOSERS.has(token.text)) checkClosing(token, open.pop());
  }
  const last = open.at(-1);
  if (last) throw new PromqlError(`The ${last.text} is not closed: a ${CLOSING.get(last.text)} is missing.`, last);
}

function checkClosing(token: Token, opened: Token | undefined): void {
  if (!opened) throw new PromqlError(`The ${token.text} closes nothing: nothing is open before it.`, token);
  const expected = CLOSING.get(opened.text);
  if (token.text !== expected)
    throw new PromqlError(`The ${opened.text} is closed by ${expected}, not by ${token.text}.`, token);
}
