import { digitZero } from './ascii.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { quoted } from './quoted.ts';
import { isInRange, tellTimeUnit } from './time.ts';

/** What a timestamp of line protocol counts; `auto` tells it by the magnitude. */
export type Precision = 'ns' | 'us' | 'ms' | 's' | 'm' | 'h' | 'auto';

/** The names of InfluxDB 1, 2 and 3; empty, as some clients send it, is the same as none. */
const names: Readonly<Record<string, Precision>> = {
  ...{ n: 'ns', ns: 'ns', u: 'us', us: 'us', µ: 'us', μ: 'us', ms: 'ms', s: 's', m: 'm', h: 'h', auto: 'auto' },
  ...{ nanosecond: 'ns', microsecond: 'us', millisecond: 'ms', second: 's' },
};

/** The `precision` parameter of a write: `fallback` is `ns` for InfluxDB 1 and 2, `auto` for 3. */
export function parsePrecision(text: string | undefined, fallback: Precision): Checked<Precision> {
  if (text === undefined || text === '') return valid(fallback);
  if (Object.hasOwn(names, text)) return valid(names[text]!);
  return invalid(`${quoted(text)} is no precision; use ns, us, ms, s, m, h or auto.`);
}

/** More digits than any 64-bit integer has. */
const maxDigits = 19;

/** Decimal digits below the whole millisecond, and milliseconds of one unit. */
const finerDigits = { ns: 6, us: 3, ms: 0, s: 0, m: 0, h: 0 } as const;
const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * Milliseconds since 1970 of the digits in `bytes[start, end)`. Digits below the millisecond are cut off before they
 * become a number, so that 19 of them lose nothing. NaN when this is no time between 1970 and 2200.
 */
export function readTimestamp(bytes: Buffer, start: number, end: number, precision: Precision): number {
  if (end - start > maxDigits) return Number.NaN;
  const count = readDigits(bytes, start, end);
  const unit = precision === 'auto' ? tellTimeUnit(count) : precision;
  if (Number.isNaN(count)) return count;
  const cutEnd = Math.max(start, end - finerDigits[unit]);
  const atMs = unit === 'ns' || unit === 'us' ? readDigits(bytes, start, cutEnd) : count * unitMs[unit];
  return isInRange(atMs) ? atMs : Number.NaN;
}

/** Why `readTimestamp` gave NaN for this text. */
export function explainTimestamp(text: string): string {
  if (!/^-?\d+$/.test(text)) return `${quoted(text)} is no timestamp; write a whole number, or leave it out for now.`;
  if (text.length > maxDigits) return `a timestamp of ${text.length} digits is too long; ${maxDigits} are nanoseconds.`;
  return `the timestamp ${text} is not between 1970 and 2200; does the precision fit?`;
}

/** Zero of no digits, NaN when another character stands among them; above 2^53 rounded. */
function readDigits(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - digitZero;
    if (digit < 0 || digit > 9) return Number.NaN;
    count = count * 10 + digit;
  }
  return count;
}
