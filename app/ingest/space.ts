import { blank, carriageReturn, lineFeed, tab } from './ascii.ts';

/** The place of the first byte that is no space, tab or line break. */
export function skipSpace(body: Buffer, start: number): number {
  let at = start;
  while (at < body.length && isSpace(body[at]!)) at++;
  return at;
}

/** The end of `body[start, end)` without the spaces, tabs and line breaks before it. */
export function trimEnd(body: Buffer, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(body[at - 1]!)) at--;
  return at;
}

/** The place of the next line feed, or the end of the body. A loop, because lines are short and a call is not free. */
export function endOfLine(body: Buffer, start: number): number {
  let at = start;
  while (at < body.length && body[at] !== lineFeed) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === blank || byte === lineFeed || byte === carriageReturn || byte === tab;
}
