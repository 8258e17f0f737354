import { readDuration } from './read-duration.ts';

const HEXADECIMAL = /^0[xX](?:_?[\da-fA-F])+$/;
const OCTAL = /^0(?:_?[0-7])+$/;
const DECIMAL = /^(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;

/**
 * The number that a text stands for: decimal, `0x1F`, octal behind a leading zero as in Prometheus, or a duration in seconds,
 * `1h30m`. Undefined if it is none, or one beyond what a number can hold.
 */
export function readNumber(text: string): number | undefined {
  const digits = text.replaceAll('_', '');
  if (OCTAL.test(text)) return Number.parseInt(digits, 8);
  if (HEXADECIMAL.test(text)) return Number(digits);
  if (DECIMAL.test(text)) return finite(Number(digits));
  const durationMs = readDuration(text);
  return durationMs === undefined ? undefined : durationMs / 1000;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
