import type { VectorSelector } from '../ast.ts';
import { type Steps, type TimeRange, timeOf } from './steps.ts';

/** The time at which a selector or subquery looks, for each step; never descending. */
export function momentsOf(
  { at, offsetMs }: Pick<VectorSelector, 'at' | 'offsetMs'>,
  steps: Steps,
  query: TimeRange,
): Float64Array {
  const fixedMs = at === 'start' ? query.startMs : at === 'end' ? query.endMs : at;
  return Float64Array.from({ length: steps.count }, (_, step) => (fixedMs ?? timeOf(steps, step)) - offsetMs);
}
