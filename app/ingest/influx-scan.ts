import { backslash, blank, carriageReturn, comma, equals, lineFeed, quote, tab } from './ascii.ts';
import { endOfLine } from './space.ts';

/* Where the parts of line protocol begin and end; everything here looks at bytes and makes no strings. */

export function skipBlanks(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] === blank || bytes[at] === tab) at++;
  return at;
}

/** The first blank without a backslash before it, or the end of the line. */
export function endOfSeries(bytes: Buffer, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === lineFeed || (byte === blank && bytes[at - 1] !== backslash)) break;
  }
  return at;
}

/** The first equals sign, comma or blank without a backslash before it, or the end of the line. */
export function endOfKey(bytes: Buffer, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === lineFeed) break;
    if ((byte === equals || byte === comma || byte === blank) && (bytes[at - 1] !== backslash || at === start)) break;
  }
  return at;
}

export function endOfToken(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && !isTokenEnd(bytes[at])) at++;
  return at;
}

export function isTokenEnd(byte: number | undefined): boolean {
  return byte === undefined || byte === comma || byte === blank || byte === lineFeed || byte === carriageReturn;
}

/** The place of the quote that closes the one at `open`, or -1. */
export function closingQuote(bytes: Buffer, open: number): number {
  for (let at = open + 1; at < bytes.length; at++) {
    if (bytes[at] === quote) return at;
    if (bytes[at] === backslash && (bytes[at + 1] === quote || bytes[at + 1] === backslash)) at++;
  }
  return -1;
}

/** The end of the body counts, and a carriage return that stands before either. */
export function isLineEnd(bytes: Buffer, at: number): boolean {
  if (at >= bytes.length || bytes[at] === lineFeed) return true;
  return bytes[at] === carriageReturn && (at + 1 >= bytes.length || bytes[at + 1] === lineFeed);
}

export function afterLineBreak(bytes: Buffer, start: number): number {
  return Math.min(bytes.length, endOfLine(bytes, start) + 1);
}
