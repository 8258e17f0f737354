import { digitZero, point } from './ascii.ts';
import { quoted } from './quoted.ts';
import { isInRange } from './time.ts';
import { decimalPattern } from './value.ts';

/** The text formats of Prometheus: OpenMetrics has times in seconds, the older one (0.0.4) in milliseconds. */
export type TextDialect = 'openmetrics' | 'prometheus';

/** Milliseconds since 1970 of the time in `bytes[start, end)`; what is finer is cut off. NaN when it is none between 1970 and 2200. */
export function readSampleTime(bytes: Buffer, start: number, end: number, dialect: TextDialect): number {
  const plain = readPlain(bytes, start, end, dialect);
  const atMs = Number.isNaN(plain) ? readText(bytes.toString('latin1', start, end), dialect) : plain;
  return isInRange(atMs) ? atMs : Number.NaN;
}

/** Why `readSampleTime` gave NaN for this text. */
export function explainSampleTime(text: string, dialect: TextDialect): string {
  const unit = dialect === 'openmetrics' ? 'seconds' : 'milliseconds';
  if (!decimalPattern.test(text)) return `${quoted(text)} is no time; write ${unit} since 1970.`;
  const other =
    dialect === 'openmetrics' ? 'prometheus, whose times are milliseconds' : 'openmetrics, whose times are seconds';
  return `the time ${quoted(text)}, read as ${unit}, is not between 1970 and 2200; is the format ${other}?`;
}

/** As many as a number holds exactly, with three behind the point. */
const maxWholeDigits = 12;
const maxBytes = 40;

/** Digits, perhaps with a point: almost all times are like that. */
function readPlain(bytes: Buffer, start: number, end: number, dialect: TextDialect): number {
  let [count, pointAt] = [0, -1];
  // Of seconds, three places behind the point count.
  const places = dialect === 'openmetrics' ? 3 : 0;
  if (end === start || end - start > maxBytes) return Number.NaN;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - digitZero;
    if (digit >= 0 && digit <= 9) {
      if (pointAt < 0 || at - pointAt <= places) count = count * 10 + digit;
    } else if (bytes[at] === point && pointAt < 0 && at > start) pointAt = at;
    else return Number.NaN;
  }
  if ((pointAt < 0 ? end : pointAt) - start > maxWholeDigits + 3 - places) return Number.NaN;
  const given = pointAt < 0 ? 0 : Math.min(places, end - pointAt - 1);
  return count * 10 ** (places - given);
}

function readText(text: string, dialect: TextDialect): number {
  if (!decimalPattern.test(text)) return Number.NaN;
  // In seconds a millisecond is no exact fraction, so the microsecond is rounded before the rest is cut off.
  return dialect === 'openmetrics' ? Math.floor(Math.round(Number(text) * 1e6) / 1e3) : Math.floor(Number(text));
}
