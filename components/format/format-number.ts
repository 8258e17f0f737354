import { naturalDecimals } from './natural-decimals.ts';

/** U+202F: a thin space that does not break a line. */
const THIN_SPACE = '\u202f';
const MINUS = '\u2212';
/** Beyond these a figure would have more zeros than news. */
const LARGEST_PLAIN = 1e15;
const SMALLEST_PLAIN = 1e-4;

/**
 * A number as people read it: thousands set apart by a thin space, a real minus, and as many decimals as its size deserves
 * (whole numbers none, 218, 21.4, 0.53, 0.012) unless `decimals` says how many. Outside 1e-4 to 1e15 in powers of ten.
 */
export function formatNumber(value: number, decimals: number = naturalDecimals(value)): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  const size = Math.abs(value);
  const digits = isPlain(size) ? groupThousands(size.toFixed(decimals)) : size.toExponential(1);
  const isNegative = value < 0 && /[1-9]/.test(digits);
  return isNegative ? MINUS + digits : digits;
}

function isPlain(size: number): boolean {
  return size === 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
}

function groupThousands(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
