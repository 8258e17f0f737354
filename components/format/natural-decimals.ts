import type { Digits } from '../units/unit.ts';

const SMALLEST_PLAIN = 1e-4;
/** Money beyond this is told without cents. */
const CENTS_UNTIL = 1e5;

export interface DecimalsOptions {
  /** As the unit deserves. */
  readonly digits?: Digits | undefined;
  /** Whether a whole number keeps its decimals, as in a figure that moves: 21.0 between 20.9 and 21.1. */
  readonly keepsZeros?: boolean | undefined;
}

/** The decimals that the size of a number deserves: two to three digits, so that all of one magnitude are equally wide. */
export function naturalDecimals(value: number, { digits, keepsZeros = false }: DecimalsOptions = {}): number {
  const size = Math.abs(value);
  // twelve digits, so that what a division left over does not pass for a decimal
  if (!keepsZeros && Number.isInteger(Number(value.toPrecision(12)))) return 0;
  if (digits === 'cents') return size < CENTS_UNTIL ? 2 : 0;
  if (size >= 99.95) return 0;
  if (digits === 'three' && size >= 0.0995) return ofThree(size, keepsZeros);
  if (size >= 0.995 || (digits === 'tenths' && size >= 0.05)) return 1;
  if (size === 0) return keepsZeros ? 1 : 0;
  if (size >= 0.095 || size < SMALLEST_PLAIN) return 2;
  return 1 - Math.floor(Math.log10(size));
}

/** A figure that stands still does not pretend to more digits than it has: 7.1 and not 7.10. */
function ofThree(size: number, keepsZeros: boolean): number {
  const decimals = size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
  const zeros = keepsZeros ? '' : /0*$/.exec(size.toFixed(decimals))![0];
  return Math.max(0, decimals - zeros.length);
}
