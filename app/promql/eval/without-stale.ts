import { isStale } from './is-stale.ts';
import type { Samples } from './source.ts';

/** The samples without markers of an end. The same arrays where there are none. */
export function withoutStale({ times, values }: Pick<Samples, 'times' | 'values'>) {
  const kept: number[] = [];
  for (let i = 0; i < values.length; i++) if (!isStale(values, i)) kept.push(i);
  if (kept.length === values.length) return { times, values };
  return { times: Float64Array.from(kept, i => times[i]!), values: Float64Array.from(kept, i => values[i]!) };
}
