import type { Samples } from '../../eval/source.ts';
import { firstAfter } from '../first-after.ts';

/** The samples of all series, so many milliseconds after the others. Series without any there are left out. */
export function* slicesOfTime(all: readonly Samples[], sliceMs: number): Iterable<readonly Samples[]> {
  const firstMs = Math.min(...all.map(({ times }) => times[0] ?? Number.POSITIVE_INFINITY));
  const lastMs = Math.max(...all.map(({ times }) => times.at(-1) ?? Number.NEGATIVE_INFINITY));
  for (let fromMs = firstMs; fromMs <= lastMs; fromMs += sliceMs)
    yield all.map(one => between(one, fromMs, fromMs + sliceMs)).filter(({ times }) => times.length > 0);
}

/** From one time on, up to but not at another one; both are whole. */
function between({ labels, times, values }: Samples, fromMs: number, toMs: number): Samples {
  const [from, to] = [firstAfter(times, fromMs - 1), firstAfter(times, toMs - 1)];
  return { labels, times: times.subarray(from, to), values: values.subarray(from, to) };
}
