import { PromqlError } from '../promql-error.ts';
import type { Token } from './token.ts';
import type { TokenCursor } from './token-cursor.ts';
import { unexpected } from './unexpected.ts';
import { unquote } from './unquote.ts';

/** Reads `(a, "b.c")`, as it stands behind `by`, `on` and the like; keywords are labels in it. `to` is where it ends. */
export function parseLabelList(tokens: TokenCursor, owner: string): { labels: readonly string[]; to: number } {
  if (tokens.peek().text !== '(') throw unexpected(tokens.peek(), `a list of labels, such as ${owner}(host)`);
  tokens.next();
  const labels: string[] = [];
  while (tokens.peek().text !== ')') {
    labels.push(readLabelName(tokens.next()));
    if (tokens.peek().text !== ')') tokens.require(',', 'a comma or ")"');
  }
  return { labels, to: tokens.next().to };
}

/** The name of a label, plain or in quotes. Throws a PromqlError for anything else. */
export function readLabelName(token: Token): string {
  if (token.kind === 'string') return requireName(unquote(token), token);
  if (token.kind !== 'name') throw unexpected(token, 'the name of a label');
  return token.text;
}

function requireName(name: string, token: Token): string {
  if (name === '') throw new PromqlError('The name of a label is not empty.', token);
  return name;
}
