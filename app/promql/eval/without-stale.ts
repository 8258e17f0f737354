import { isStale } from './is-stale.ts';
import type { Samples } from './source.ts';

/** The samples without markers of an end. The same arrays where there are none. */
export function withoutStale({ times, values }: Pick<Samples, 'times' | 'values'>) {
  let first = 0;
  while (first < values.length && !isStale(values, first)) first++;
  if (first === values.length) return { times, values };
  const kept = Array.from({ length: first }, (_, i) => i);
  for (let i = first + 1; i < values.length; i++) if (!isStale(values, i)) kept.push(i);
  return { times: Float64Array.from(kept, i => times[i]!), values: Float64Array.from(kept, i => values[i]!) };
}
