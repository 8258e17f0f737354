import type { VectorSelector } from '../ast.ts';
import { endOf, type Steps, timeOf } from './steps.ts';

/** The time at which a selector or subquery looks, for each step; never descending. */
export function momentsOf(
  { at, offsetMs }: Pick<VectorSelector, 'at' | 'offsetMs'>,
  steps: Steps,
  query: Steps,
): Float64Array {
  const fixedMs = at === 'start' ? query.startMs : at === 'end' ? endOf(query) : at;
  return Float64Array.from({ length: steps.count }, (_, step) => (fixedMs ?? timeOf(steps, step)) - offsetMs);
}
