import { formatValueText } from '../../../components/format/format-value.ts';
import { fullScale } from '../../../components/units/full-scale.ts';
import type { Thresholds } from './thresholds.ts';
import type { ValueStatus } from './value-status.ts';

/** The ends of what a value can be. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** How a value stands, and in which words: `above 20 ms`. */
export interface Verdict {
  readonly status: ValueStatus;
  readonly words: string;
}

/** A limit as it lies on the axis. */
export interface Limit extends Verdict {
  readonly at: number;
  readonly direction: 'above' | 'below';
}

/** The limits from the mildest to the worst: from low to high, or with the direction `below` from high to low. */
export function limitsOf(thresholds: Thresholds | undefined, unit: string, scale: Scale | undefined): Limit[] {
  if (!thresholds) return [];
  const { of = 'value', direction = 'above', steps } = thresholds;
  const ends = scale ?? naturalScale(unit);
  if (of === 'percent' && !ends) return [];
  const place = (at: number) => (of === 'percent' ? ends!.min + (at / 100) * (ends!.max - ends!.min) : at);
  const limits = steps.map(({ at, status, word }) => {
    const value = Number(place(at).toPrecision(12));
    return { at: value, direction, status, words: word ?? `${direction} ${formatValueText(value, unit)}` };
  });
  return limits.sort((a, b) => (direction === 'above' ? a.at - b.at : b.at - a.at));
}

/** The verdict of the last limit that a value has reached; a limit itself counts as reached. Undefined: it has reached none. */
export function judgeValue(value: number | undefined, limits: readonly Limit[]): Verdict | undefined {
  if (value === undefined) return undefined;
  return limits.findLast(({ at, direction }) => (direction === 'above' ? value >= at : value <= at));
}

function naturalScale(unit: string): Scale | undefined {
  const max = fullScale(unit);
  return max === undefined ? undefined : { min: 0, max };
}
