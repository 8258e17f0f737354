import type { Span } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { parseLabelList } from './parse-label-list.ts';
import type { TokenCursor } from './token-cursor.ts';

/** What stands between a binary operator and its right side. */
export interface Modifiers {
  /** Where `bool` stands. */
  readonly bool: Span | undefined;
  readonly matching: MatchingModifiers | undefined;
}

interface MatchingModifiers {
  readonly isOn: boolean;
  readonly labels: readonly string[];
  readonly group: 'group_left' | 'group_right' | undefined;
  readonly include: readonly string[];
  readonly span: Span;
}

/** Reads `bool`, `on` or `ignoring`, and `group_left` or `group_right`, as far as they are there. */
export function parseModifiers(tokens: TokenCursor): Modifiers {
  const bool = tokens.peekWord() === 'bool' ? tokens.next() : undefined;
  const matching = isMatching(tokens.peekWord()) ? parseMatching(tokens) : undefined;
  const word = tokens.peekWord();
  if (isGroup(word) || isMatching(word)) throw misplaced(tokens, word);
  if (/^fill(_left|_right)?$/.test(word) && tokens.peek(1).text === '(')
    throw new PromqlError(`${word} is experimental in Prometheus, and not offered here.`, tokens.peek());
  return { bool, matching };
}

function parseMatching(tokens: TokenCursor): MatchingModifiers {
  const first = tokens.next();
  const list = parseLabelList(tokens, first.text);
  const base = { isOn: first.text.toLowerCase() === 'on', labels: list.labels };
  const word = tokens.peekWord();
  if (!isGroup(word)) return { ...base, group: undefined, include: [], span: { from: first.from, to: list.to } };
  const group = tokens.next();
  const included = tokens.peek().text === '(' ? parseLabelList(tokens, word) : { labels: [], to: group.to };
  return { ...base, group: word, include: included.labels, span: { from: first.from, to: included.to } };
}

function misplaced(tokens: TokenCursor, word: string): PromqlError {
  const sentence = isGroup(word)
    ? `${word} needs on(…) or ignoring(…) before it, once.`
    : `Either on(…) or ignoring(…) stands here, once; bool stands before it.`;
  return new PromqlError(sentence, tokens.peek());
}

function isMatching(word: string): boolean {
  return word === 'on' || word === 'ignoring';
}

function isGroup(word: string): word is 'group_left' | 'group_right' {
  return word === 'group_left' || word === 'group_right';
}
