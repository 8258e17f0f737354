import { PromqlError } from '../promql-error.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './token.ts';

const WORDS: ReadonlyMap<string, number> = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
]);

/** The number that a piece stands for, `Inf` and `NaN` too; undefined if it is none. Throws a PromqlError for one that is not well written. */
export function readNumberToken(token: Token): number | undefined {
  if (token.kind === 'name') return WORDS.get(token.text.toLowerCase());
  if (token.kind !== 'number') return undefined;
  const value = readNumber(token.text);
  if (value === undefined) throw new PromqlError(explain(token.text), token);
  return value;
}

function explain(text: string): string {
  if (/^[\d.]+(ms|[smhdwy])/.test(text))
    return 'This is no duration. Durations go from large units to small ones in whole numbers, each unit once: 1h30m; units are y, w, d, h, m, s and ms.';
  if (/^\d(?:_?\d)*(?:[eE]\+?\d+)?$/.test(text)) return 'This number is too large.';
  return 'This is no number. Numbers are written as 42, 1_000, 0.5, 1e6 or 0x1F.';
}
