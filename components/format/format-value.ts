import { valueParts } from './value-parts.ts';

/** `unit` is empty when the value has none; a missing value is a dash without a unit. */
export type FormattedValue = { number: string; unit: string };

export interface ValueOptions {
  /** In place of the number of decimals that fits the size. */
  readonly decimals?: number | undefined;
  /**
   * For a figure that moves: it keeps its width. True where its readings have been seen with decimals, so that 21 reads 21.0; false
   * where they have all been whole. Left out: a figure that stands still, as a limit does.
   */
  readonly hasFractions?: boolean | undefined;
  /** IANA name, for values that are moments; without it they are told in UTC. */
  readonly timeZone?: string | undefined;
  /** What stands where there is no value, or one that is not a number. */
  readonly noValue?: string | undefined;
}

/** U+00A0 */
const NO_BREAK_SPACE = '\u00a0';

/**
 * A value and its unit as two words: `(9.9e9, 'bytes')` is `{ number: '9.9', unit: 'GB' }`, `(3840, 'seconds')` is `1 h 04` and `min`. An
 * unknown unit stays as it was sent.
 */
export function formatValue(value: number | undefined, unit: string, options?: ValueOptions): FormattedValue {
  const parts = valueParts(value, unit, options);
  const last = parts.at(-1)!;
  const head = parts.slice(0, -1).map(part => part.number + NO_BREAK_SPACE + part.unit);
  return { number: [...head, last.number].join(' '), unit: last.unit };
}

/** The same in one line: `9.9 GB`, `62 %`, `1 084`, `1 h 04 min`. */
export function formatValueText(value: number | undefined, unit: string, options?: ValueOptions): string {
  return partsText(valueParts(value, unit, options));
}

/** Parts in one line, in which no number is parted from its unit. */
export function partsText(parts: readonly FormattedValue[]): string {
  return parts.map(({ number, unit }) => (unit === '' ? number : number + NO_BREAK_SPACE + unit)).join(' ');
}
