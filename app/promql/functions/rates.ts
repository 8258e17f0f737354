import type { PromqlFunction } from '../eval/call.ts';
import { inWindows, type Window } from './in-windows.ts';

/** How fast values change. */
export const rates: Readonly<Record<string, PromqlFunction>> = {
  delta: inWindows(window => extrapolate(window, false)),
  idelta: inWindows(window => lastTwo(window, (before, last) => last - before)),
  increase: inWindows(window => extrapolate(window, true)),
  irate: inWindows(window =>
    lastTwo(window, (before, last, seconds) => (last < before ? last : last - before) / seconds),
  ),
  rate: inWindows(window => {
    const increase = extrapolate(window, true);
    return increase === undefined ? undefined : increase / (window.rangeMs / 1000);
  }),
  changes: inWindows(window =>
    countPairs(window, (before, after) => before !== after && !(Number.isNaN(before) && Number.isNaN(after))),
  ),
  resets: inWindows(window => countPairs(window, (before, after) => after < before)),
};

/**
 * The difference between the last and the first sample, as if they stood at the ends of the window: up to them, but not
 * further than a sample is likely to be missing, nor below 0 for a counter. As Prometheus 3 does it (promql/functions.go).
 */
function extrapolate({ times, values, from, to, endMs, rangeMs }: Window, isCounter: boolean): number | undefined {
  if (to - from < 2) return undefined;
  const [firstMs, lastMs] = [times[from]!, times[to - 1]!];
  const sampled = (lastMs - firstMs) / 1000;
  const difference = values[to - 1]! - values[from]! + (isCounter ? lostByResets(values, from, to) : 0);
  const average = sampled / (to - from - 1);
  let toStart = (firstMs - (endMs - rangeMs)) / 1000;
  let toEnd = (endMs - lastMs) / 1000;
  if (toStart >= average * 1.1) toStart = average / 2;
  if (isCounter && difference > 0 && values[from]! >= 0)
    toStart = Math.min(toStart, sampled * (values[from]! / difference));
  if (toEnd >= average * 1.1) toEnd = average / 2;
  return difference * ((sampled + toStart + toEnd) / sampled);
}

function lostByResets(values: Float64Array, from: number, to: number): number {
  let lost = 0;
  for (let i = from + 1; i < to; i++) if (values[i]! < values[i - 1]!) lost += values[i - 1]!;
  return lost;
}

function lastTwo(
  { times, values, from, to }: Window,
  compute: (before: number, last: number, seconds: number) => number,
): number | undefined {
  if (to - from < 2) return undefined;
  return compute(values[to - 2]!, values[to - 1]!, (times[to - 1]! - times[to - 2]!) / 1000);
}

function countPairs({ values, from, to }: Window, counts: (before: number, after: number) => boolean): number {
  let count = 0;
  for (let i = from + 1; i < to; i++) if (counts(values[i - 1]!, values[i]!)) count++;
  return count;
}
