import { type Checked, invalid, valid } from './checked.ts';
import { timeRange } from './limits.ts';
import { quoted } from './quoted.ts';

/**
 * Milliseconds since 1970 from what people write: a number (seconds, ms, µs or ns, told by its magnitude, a fraction is
 * allowed) or ISO 8601 text (`2026-11-22T14:03:22.5+01:00`, `2026-11-22 14:03`, `2026-11-22`); without a zone it is UTC.
 */
export function parseTime(text: string): Checked<number> {
  const word = text.trim();
  // The digits below the millisecond of a nanosecond time are more than a number holds; they are cut off as text.
  if (/^\d{16,19}$/.test(word) && tellTimeUnit(Number(word)) === 'ns')
    return checkRange(Number(word.slice(0, -6)), word);
  if (/^-?\d{1,20}(?:\.\d{0,20})?$/.test(word)) return parseTimeNumber(Number(word), word);
  return parseIsoTime(word) ?? invalid(`${quoted(word)} is no time; ${cure}`);
}

/** As `parseTime`, for a number. */
export function parseTimeNumber(value: number, text = String(value)): Checked<number> {
  return checkRange(toMilliseconds(value, tellTimeUnit(value)), text);
}

export type TimeUnit = 's' | 'ms' | 'us' | 'ns';

/** What a bare number counts since 1970, by its magnitude: the limits of InfluxDB 3, good from 1970 until 2128. */
export function tellTimeUnit(value: number): TimeUnit {
  if (value < 5e9) return 's';
  if (value < 5e12) return 'ms';
  return value < 5e15 ? 'us' : 'ns';
}

export function isInRange(atMs: number): boolean {
  return atMs >= timeRange.fromMs && atMs < timeRange.beforeMs;
}

function checkRange(atMs: number, text: string): Checked<number> {
  return isInRange(atMs) ? valid(atMs) : invalid(`${quoted(text)} is not a time between 1970 and 2200; ${cure}`);
}

function toMilliseconds(value: number, unit: TimeUnit): number {
  // In seconds a millisecond is no exact fraction, so the microsecond is rounded before the rest is cut off.
  if (unit === 's') return Math.floor(Math.round(value * 1e6) / 1e3);
  // Doubles of nanoseconds lie 256 apart until 2043; the next one keeps a whole millisecond from falling below itself.
  if (unit === 'ns') return Math.floor((value + 256) / 1e6);
  return Math.floor(unit === 'us' ? value / 1e3 : value);
}

const cure = 'write seconds, ms, µs or ns since 1970, or 2026-11-22T14:03:22Z.';

/** A blank may stand for the plus of the zone, because a plus in a query string reads as a blank. */
const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d*)?)?)?(?:[Zz]|([ +-])(\d\d):?(\d\d)?)?$/;

function parseIsoTime(word: string): Checked<number> | undefined {
  const match = iso.exec(word);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(part => Number(part ?? 0)) as Fields;
  const fractionMs = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, fractionMs);
  // Date.UTC rolls 30 February over into March and reads year 70 as 1970; such text is a slip of the sender.
  if (new Date(local).getUTCDate() !== day || month > 12 || minute > 59 || second > 59 || year < 1000) return undefined;
  const zoneMs = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * 60_000 * (match[8] === '-' ? -1 : 1);
  return checkRange(local - zoneMs, word);
}

type Fields = [number, number, number, number, number, number];
