import { carriageReturn, comma, lineFeed, quote, semicolon, tab } from './ascii.ts';
import { limits } from './limits.ts';
import { endOfLine } from './space.ts';

/** One row (record) of a CSV file; it may span lines. Offsets are bytes of the body. */
export interface CsvRow {
  readonly start: number;
  /** Where the row after it begins. */
  readonly next: number;
  /** The cells without their quotes, copied. Of a faulty row only those before the fault. */
  readonly cells: readonly string[];
  /** Where each cell begins. */
  readonly offsets: readonly number[];
  /** No cell holds anything but blanks; spreadsheets write such rows. */
  readonly isBlank: boolean;
  readonly fault?: { readonly offset: number; readonly reason: string };
}

/** The separator that the first line has most of, as a byte: comma, semicolon or tab. */
export function findSeparator(body: Buffer, start: number): number {
  const header = body.subarray(start, Math.min(endOfLine(body, start), start + limits.lineBytes));
  const count = (separator: number) => header.reduce((sum, byte) => sum + (byte === separator ? 1 : 0), 0);
  return [comma, semicolon, tab].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

/**
 * Reads the row that begins at `start` by RFC 4180: a cell may stand in quotes and then hold separators, line breaks
 * and doubled quotes. A quote that is never closed costs its own line, not the rest of the file.
 */
export function readCsvRow(body: Buffer, start: number, separator: number): CsvRow {
  const cells: string[] = [];
  const offsets: number[] = [];
  const fail = (offset: number, reason: string, next: number): CsvRow => {
    return { start, next, cells, offsets, isBlank: false, fault: { offset, reason } };
  };
  for (let at = start; ; at++) {
    offsets.push(at);
    const isQuoted = body[at] === quote;
    const end = isQuoted ? closingQuote(body, at) : cellEnd(body, at, separator);
    if (end < 0) return fail(at, unclosed, endOfLine(body, start) + 1);
    if (end - start > limits.lineBytes) return fail(start, tooLong, endOfLine(body, end) + 1);
    cells.push(isQuoted ? unquote(body, at + 1, end) : body.toString('utf8', at, end));
    at = isQuoted ? end + 1 : end;
    if (body[at] === separator) continue;
    const next = afterLineBreak(body, at);
    if (next === undefined) return fail(at, textAfterQuote, endOfLine(body, at) + 1);
    return { start, next, cells, offsets, isBlank: cells.every(cell => cell.trim() === '') };
  }
}

const unclosed = 'the quote that opens here is never closed; close it, or double a quote that belongs to the text.';
const textAfterQuote = 'text follows after a closing quote; double the quotes that belong to the text.';
const tooLong = `this row is longer than ${limits.lineBytes} bytes; is a closing quote missing?`;

/** The closing quote of the cell that opens at `start`, or -1. */
function closingQuote(body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    if (body[at] !== quote) continue;
    if (body[at + 1] !== quote) return at;
    at++;
  }
  return -1;
}

function unquote(body: Buffer, start: number, end: number): string {
  return body.toString('utf8', start, end).replaceAll('""', '"');
}

function cellEnd(body: Buffer, start: number, separator: number): number {
  let at = start;
  while (at < body.length && body[at] !== separator && body[at] !== lineFeed) at++;
  return body[at - 1] === carriageReturn && at > start && body[at] !== separator ? at - 1 : at;
}

/** Where the next row begins when the row ends here, else undefined. */
function afterLineBreak(body: Buffer, at: number): number | undefined {
  if (at >= body.length) return body.length;
  if (body[at] === lineFeed) return at + 1;
  if (body[at] !== carriageReturn) return undefined;
  return at + 1 >= body.length || body[at + 1] === lineFeed ? at + 2 : undefined;
}
