import { scanNumber } from './influx-number.ts';
import { endOfWord } from './openmetrics-scan.ts';
import { quoted } from './quoted.ts';
import { decimalPattern } from './value.ts';

const words: Readonly<Record<string, number>> = {
  ...{
    nan: Number.NaN,
    inf: Number.POSITIVE_INFINITY,
    '+inf': Number.POSITIVE_INFINITY,
    '-inf': Number.NEGATIVE_INFINITY,
  },
  ...{
    infinity: Number.POSITIVE_INFINITY,
    '+infinity': Number.POSITIVE_INFINITY,
    '-infinity': Number.NEGATIVE_INFINITY,
  },
};

/** The value at `place.at`, and goes on behind it; undefined, and the place stays, when there is none. NaN is one. */
export function readSampleValue(place: { readonly bytes: Buffer; at: number }): number | undefined {
  const start = place.at;
  const plain = scanNumber(place);
  if (!Number.isNaN(plain) && place.at === endOfWord(place.bytes, place.at)) return plain;
  const end = endOfWord(place.bytes, start);
  const value = toValue(place.bytes.toString('latin1', start, end));
  place.at = value === undefined ? start : end;
  return value;
}

/** Why `readSampleValue` gave undefined. */
export function explainSampleValue(text: string): string {
  if (text === '') return 'the value is missing; write a number after the name.';
  if (decimalPattern.test(text)) return `${quoted(text)} is too large for a number of 64 bits.`;
  return `${quoted(text)} is no value; write a number, NaN, +Inf or -Inf.`;
}

function toValue(text: string): number | undefined {
  if (decimalPattern.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  const word = text.toLowerCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
