import { formatNumber } from './format-number.ts';
import { scaleUnit } from './scale-unit.ts';

/** `unit` is empty when the value has none; a missing value is a dash without a unit. */
export type FormattedValue = { number: string; unit: string };

/** U+00A0 */
const NO_BREAK_SPACE = '\u00a0';

/**
 * A value and its unit as two words: `(9.9e9, 'bytes')` is `{ number: '9.9', unit: 'GB' }`. Known units are `%`, `bytes`, `bytes/s`,
 * `seconds`, `/s`, `°C` and `''`; any other text stays as it is. `decimals` overrides the number of decimals that fits the size.
 */
export function formatValue(value: number | undefined, unit: string, decimals?: number): FormattedValue {
  if (value === undefined) return { number: '–', unit: '' };
  const scaled = scaleUnit(value, unit);
  const fitting = decimals ?? (isEven(value, unit) ? 1 : undefined);
  return { number: formatNumber(value / scaled.divisor, fitting), unit: scaled.unit };
}

/** The same in one line that does not break: `9.9 GB`, `62 %`, `1 084`. */
export function formatValueText(value: number | undefined, unit: string, decimals?: number): string {
  const formatted = formatValue(value, unit, decimals);
  return formatted.unit === '' ? formatted.number : formatted.number + NO_BREAK_SPACE + formatted.unit;
}

const EVEN_UNITS = new Set(['%', '°C', '°F']);

/** Shares and degrees are compared with each other: 0.44 % beside 4.8 % reads 0.4 %. */
function isEven(value: number, unit: string): boolean {
  return EVEN_UNITS.has(unit) && Math.abs(value) >= 0.05 && Math.abs(value) < 1;
}
