import { knownUnit } from '../units/known-unit.ts';
import type { Unit } from '../units/unit.ts';
import { durationParts } from './duration-parts.ts';
import { formatMoment } from './format-moment.ts';
import { formatNumber } from './format-number.ts';
import type { FormattedValue, ValueOptions } from './format-value.ts';
import { naturalDecimals } from './natural-decimals.ts';
import { scaleUnit } from './scale-unit.ts';

/** From here on a span is told in two steps; a little early, so that none reads 60.0 s. */
const TWO_STEPS_FROM_SECONDS = 59.95;

/** A value in the parts that are set differently: each a number and its unit. Most have one; `1 h 04 min` has two. Never none. */
export function valueParts(value: number | undefined, unit: string, options: ValueOptions = {}): FormattedValue[] {
  const { noValue, decimals } = options;
  if (value === undefined) return word(noValue ?? '–');
  if (Number.isNaN(value)) return word(noValue ?? 'not a number');
  if (!Number.isFinite(value)) return word(value > 0 ? 'infinity' : 'minus infinity');
  const known = knownUnit(unit);
  const scaling = known?.unit.scaling;
  if (scaling?.kind === 'moment') return momentParts(value * scaling.ms, options) ?? [scaled(value, unit, options)];
  if (scaling?.kind === 'time' && decimals === undefined) {
    const seconds = value * scaling.seconds;
    if (Math.abs(seconds) >= TWO_STEPS_FROM_SECONDS) return durationParts(seconds, options.hasFractions !== undefined);
  }
  return [scaled(value, unit, options, known?.unit)];
}

function scaled(value: number, unit: string, { decimals, hasFractions }: ValueOptions, known?: Unit): FormattedValue {
  const { divisor, unit: symbol } = scaleUnit(value, unit);
  const number = value / divisor;
  const keepsZeros = hasFractions === true || (hasFractions === false && divisor > 1);
  return {
    number: formatNumber(number, decimals ?? naturalDecimals(number, { digits: known?.digits, keepsZeros })),
    unit: symbol,
  };
}

function momentParts(atMs: number, { timeZone }: ValueOptions): FormattedValue[] | undefined {
  const moment = formatMoment(atMs, timeZone);
  return moment && [{ number: moment.day, unit: moment.clock }];
}

const word = (text: string): FormattedValue[] => [{ number: text, unit: '' }];
