import { PromqlError } from '../promql-error.ts';
import type { Token } from './token.ts';

const SPACE = /(?:[ \t\r\n]|#[^\r\n]*)+/y;

/** Inside of `[` and `]` a colon stands alone; elsewhere it is a part of names. */
const NAME = /[a-zA-Z_:][\w:]*/y;
const NAME_IN_RANGE = /[a-zA-Z_]\w*/y;

/** All that is written together behind a digit; whether it is a number or a duration is found out later. */
const NUMBER = /0[xX][\w.]*|(?=\.?\d)(?:[\w.]|(?<=[\d._][eE])[+-](?=\d))+/y;

const STRING = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`/y;
const SYMBOL = /==|!=|=~|!~|<=|>=|<\/|>\/|[-+*/%^<>=(){}[\],@:]/y;

/** The pieces of a PromQL text without spaces and comments; the last one is of kind `end`. Throws a PromqlError. */
export function scanTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let isInRange = false;
  for (let at = afterSpace(text, 0); at < text.length; at = afterSpace(text, tokens.at(-1)!.to)) {
    const token = scanToken(text, at, isInRange);
    if (token.text === '[' || token.text === ']') isInRange = token.text === '[';
    tokens.push(token);
  }
  return [...tokens, { kind: 'end', text: '', from: text.length, to: text.length }];
}

function afterSpace(text: string, from: number): number {
  return from + (matchAt(SPACE, text, from)?.length ?? 0);
}

function scanToken(text: string, from: number, isInRange: boolean): Token {
  const kinds = { number: NUMBER, name: isInRange ? NAME_IN_RANGE : NAME, string: STRING, symbol: SYMBOL } as const;
  for (const kind of ['number', 'name', 'string', 'symbol'] as const) {
    const found = matchAt(kinds[kind], text, from);
    if (found) return { kind, text: found, from, to: from + found.length };
  }
  throw unreadable(text, from);
}

function matchAt(pattern: RegExp, text: string, from: number): string | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0];
}

function unreadable(text: string, from: number): PromqlError {
  const character = String.fromCodePoint(text.codePointAt(from)!);
  if (/["'`]/.test(character))
    return new PromqlError(`The quote ${character} is not closed${character === '`' ? '' : ' on its line'}.`, {
      from,
      to: text.length,
    });
  const position = { from, to: from + character.length };
  if (character === '!') return new PromqlError('A "!" stands in != and !~ only.', position);
  if (character === '$')
    return new PromqlError('A "$" means nothing in PromQL: a variable must be replaced by its value.', position);
  if (character === '.')
    return new PromqlError('A name with dots stands in quotes and braces: {"metric.name"}.', position);
  return new PromqlError(`The character ${JSON.stringify(character)} may stand in quotes only.`, position);
}
