import { lineFeed } from './ascii.ts';
import type { Problem } from './batch.ts';

/** Characters before and behind the place of the problem. */
const BEFORE_CHARS = 40;
const BEHIND_CHARS = 80;

/** Of a longer line, what is looked at around the place. */
const LOOKED_AT_BYTES = 4096;

/** What stands where a problem is, for who must find it: some of its line. Undefined where the body is no text. */
export function excerptOf(body: Buffer, { line, column }: Problem): string | undefined {
  let start = 0;
  for (let at = 1; at < line; at++) start = body.indexOf(lineFeed, start) + 1;
  const lineEnd = body.indexOf(lineFeed, start);
  const end = lineEnd < 0 ? body.length : lineEnd;
  // A character is a byte at least; of a line of many long ones the place is found only near its beginning.
  const from = Math.max(start, Math.min(start + column - 1, end) - LOOKED_AT_BYTES / 2);
  const text = body.toString('utf8', from, Math.min(end, from + LOOKED_AT_BYTES));
  const place = Math.max(0, column - 1 - (from - start));
  const excerpt = Array.from(text)
    .slice(Math.max(0, place - BEFORE_CHARS), place + BEHIND_CHARS)
    .join('');
  return excerpt.replace(/[\p{Cc}\ufffd]/gu, '·').trim() || undefined;
}
