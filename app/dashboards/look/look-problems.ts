import { fullScale } from '../../../components/units/full-scale.ts';
import type { ValueLook } from './tell-value.ts';

interface LookOfPanel extends ValueLook {
  readonly kind: string;
  readonly unit?: string | undefined;
  readonly warn?: number | undefined;
  readonly crit?: number | undefined;
}

interface LookProblem {
  readonly path: string;
  readonly message: string;
}

/** What parts of a look do not fit together, as sentences. A gauge finds its ends by itself, and bears any. */
export function lookProblems({ kind, unit = '', min, max, thresholds, warn, crit }: LookOfPanel): LookProblem[] {
  const problems: LookProblem[] = [];
  const isGauge = kind === 'gauge';
  if (!isGauge && min !== undefined && max !== undefined && min >= max)
    problems.push({ path: 'max', message: `the scale ends at ${max}, which is not above its beginning at ${min}` });
  if (!isGauge && (min === undefined) !== (max === undefined))
    problems.push({
      path: min === undefined ? 'min' : 'max',
      message: 'a scale has two ends: give both "min" and "max"',
    });
  const hasEnds = isGauge || fullScale(unit) !== undefined || (min !== undefined && max !== undefined);
  if (thresholds?.of === 'percent' && !hasEnds)
    problems.push({
      path: 'thresholds',
      message: PER_CENT_OF_WHAT,
    });
  if (thresholds && (warn !== undefined || crit !== undefined))
    problems.push({ path: 'thresholds', message: 'give either thresholds, or "warn" and "crit", not both' });
  return problems;
}

const PER_CENT_OF_WHAT =
  'per cent of what? Give "min" and "max", or a "unit" that is a share, such as % or ratio, or limits of the value itself';
