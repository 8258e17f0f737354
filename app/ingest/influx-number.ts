import { digitZero, letterI, letterU, minus, point } from './ascii.ts';
import { isTokenEnd } from './influx-scan.ts';
import { quoted } from './quoted.ts';
import { decimalPattern } from './value.ts';

/**
 * The number in `bytes[start, end)`: a float (`1`, `-.5`, `1e3`), an integer `2i` or an unsigned `3u`; NaN when it is
 * none. Up to 15 digits are read in place, exactly: both the digits and the power of ten are exact doubles, so that
 * their quotient is rounded once (Clinger's fast path). Everything else takes the way over text.
 */
export function readNumber(bytes: Buffer, start: number, end: number): number {
  const isNegative = bytes[start] === minus;
  let mantissa = 0;
  let at = isNegative ? start + 1 : start;
  const firstDigit = at;
  let pointAt = -1;
  for (; at < end; at++) {
    const digit = bytes[at]! - digitZero;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (bytes[at] === point && pointAt < 0) pointAt = at;
    else break;
  }
  const isInteger = at === end - 1 && pointAt < 0 && (bytes[at] === letterI || (bytes[at] === letterU && !isNegative));
  const digits = at - firstDigit - (pointAt < 0 ? 0 : 1);
  if ((at < end && !isInteger) || digits < 1 || digits > 15) return readText(bytes.toString('latin1', start, end));
  if (pointAt >= 0) mantissa /= powersOfTen[at - pointAt - 1]!;
  return isNegative ? -mantissa : mantissa;
}

/**
 * The number at `place.at` when it is plain, which almost all are: at most 15 digits, perhaps with a minus and a point,
 * and then the end of the token, which becomes the place. Else NaN, and the place stays.
 */
export function scanNumber(place: { readonly bytes: Buffer; at: number }): number {
  const { bytes } = place;
  const isNegative = bytes[place.at] === minus;
  const start = isNegative ? place.at + 1 : place.at;
  let [at, mantissa, pointAt] = [start, 0, -1];
  for (; ; at++) {
    const digit = bytes[at]! - digitZero;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (bytes[at] === point && pointAt < 0) pointAt = at;
    else break;
  }
  const digits = at - start - (pointAt < 0 ? 0 : 1);
  if (digits < 1 || digits > 15 || !isTokenEnd(bytes[at])) return Number.NaN;
  place.at = at;
  if (pointAt >= 0) mantissa /= powersOfTen[at - pointAt - 1]!;
  return isNegative ? -mantissa : mantissa;
}

/** Why `readNumber` gave NaN for this text. */
export function explainNumber(text: string): string {
  if (text === '') return 'the value is missing; write a number after the =.';
  if (/^[+-]?(?:nan|inf|infinity)$/i.test(text)) return `${quoted(text)} is not finite; leave the field out.`;
  if (/^-?\d+[iu]$/.test(text)) return `${quoted(text)} does not fit into 64 bits.`;
  if (/^[+-]?[\d.]+(?:[eE][+-]?\d+)?$/.test(text)) return `${quoted(text)} is too large or no number.`;
  return `${quoted(text)} is no value; write a number, true, false, or text in double quotes.`;
}

const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power);

function readText(text: string): number {
  const integer = /^(-?\d{1,30})([iu])$/.exec(text);
  if (integer !== null) return readInteger(BigInt(integer[1]!), integer[2] === 'u');
  const value = decimalPattern.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

function readInteger(integer: bigint, isUnsigned: boolean): number {
  const fits = isUnsigned ? BigInt.asUintN(64, integer) === integer : BigInt.asIntN(64, integer) === integer;
  return fits ? Number(integer) : Number.NaN;
}
