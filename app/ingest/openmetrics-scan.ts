import { backslash, blank, carriageReturn, closeBrace, lineFeed, openBrace, quote, tab } from './ascii.ts';
import { skipBlanks } from './influx-scan.ts';

/** The end of metric and labels, `name{a="}"}`, or -1 when a brace or a quote is not closed within the line. */
export function endOfSample(bytes: Buffer, start: number): number {
  const nameEnd = endOfName(bytes, start);
  const open = skipBlanks(bytes, nameEnd);
  if (bytes[open] !== openBrace) return nameEnd;
  for (let at = open + 1; at < bytes.length && bytes[at] !== lineFeed; at++) {
    if (bytes[at] === closeBrace) return at + 1;
    if (bytes[at] !== quote) continue;
    at = endOfQuoted(bytes, at);
    if (at < 0) return -1;
  }
  return -1;
}

/** The next blank, tab or end of the line. */
export function endOfWord(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && !isWordEnd(bytes[at]!)) at++;
  return at;
}

function endOfName(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== openBrace && !isWordEnd(bytes[at]!)) at++;
  return at;
}

function isWordEnd(byte: number): boolean {
  return byte === blank || byte === lineFeed || byte === tab || byte === carriageReturn;
}

/** The place of the closing quote, or -1. */
function endOfQuoted(bytes: Buffer, open: number): number {
  for (let at = open + 1; at < bytes.length && bytes[at] !== lineFeed; at++) {
    if (bytes[at] === quote) return at;
    if (bytes[at] === backslash) at++;
  }
  return -1;
}
