import { isStale } from '../../history/is-stale.ts';
import type { Samples } from './source.ts';

/** The samples without markers of an end. The same arrays where there are none. */
export function withoutStale({ times, values }: Pick<Samples, 'times' | 'values'>) {
  const first = nextStale(values, 0);
  if (first === values.length) return { times, values };
  const [keptTimes, keptValues] = [times.slice(), values.slice()];
  let count = first;
  for (let i = first + 1; i < values.length; i++) {
    if (isStale(values, i)) continue;
    keptTimes[count] = times[i]!;
    keptValues[count++] = values[i]!;
  }
  return { times: keptTimes.subarray(0, count), values: keptValues.subarray(0, count) };
}

/** Where the next marker is, from a place on; behind the last value if there is none. */
function nextStale(values: Float64Array, from: number): number {
  let at = from;
  for (; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isNaN(value) && isStale(values, at)) break;
  }
  return at;
}
