import type { VectorSelector } from '../ast.ts';
import { type Steps, type TimeRange, timesOf } from './steps.ts';

/** The time at which a selector or subquery looks, for each step; never descending. */
export function momentsOf(
  { at, offsetMs }: Pick<VectorSelector, 'at' | 'offsetMs'>,
  steps: Steps,
  query: TimeRange,
): Float64Array {
  const fixedMs = at === 'start' ? query.startMs : at === 'end' ? query.endMs : at;
  const moments = fixedMs === undefined ? timesOf(steps) : new Float64Array(steps.count).fill(fixedMs);
  for (let step = 0; step < moments.length; step++) moments[step]! -= offsetMs;
  return moments;
}
