import { knownUnit } from '../units/known-unit.ts';
import { formatNumber } from './format-number.ts';
import { formatValueText } from './format-value.ts';
import { scaleUnit } from './scale-unit.ts';

/**
 * Labels for the ticks of one axis, from low to high: all in the same multiple of the unit and with the same decimals, so that
 * 0, 2.5 and 5 GB read `0.0 GB`, `2.5 GB`, `5.0 GB`.
 */
export function formatTicks(ticks: readonly number[], unit: string, timeZone?: string): string[] {
  if (knownUnit(unit)?.unit.scaling.kind === 'moment')
    return ticks.map(tick => formatValueText(tick, unit, { timeZone }));
  const scaled = scaleUnit(Math.max(...ticks.map(Math.abs), 0), unit);
  const values = ticks.map(tick => tick / scaled.divisor);
  const decimals = Math.max(0, ...values.map(neededDecimals));
  const suffix = scaled.unit === '' ? '' : `\u00a0${scaled.unit}`;
  return values.map(value => formatNumber(value, decimals) + suffix);
}

/** Ticks lie on round numbers: twelve significant digits remove what the division left. */
function neededDecimals(value: number): number {
  const [, fraction = ''] = String(Number(value.toPrecision(12))).split('.');
  return fraction.includes('e') ? 0 : fraction.length;
}
