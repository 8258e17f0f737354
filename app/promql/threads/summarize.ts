import type { Points } from '../../history/head/points.ts';
import type { SeriesSummary } from '../queries.ts';

/** What the readings of one series come to. Undefined where there is no reading. */
export function summarize({ times, values }: Points): SeriesSummary | undefined {
  const sorted = values.filter(isReading).sort();
  const count = sorted.length;
  if (count === 0) return undefined;
  let sum = 0;
  for (const value of sorted) sum += value;
  const firstAt = values.findIndex(isReading);
  const lastAt = values.findLastIndex(isReading);
  return {
    ...{ count, min: sorted[0]!, max: sorted[count - 1]!, mean: sum / count },
    ...{ median: quantileOf(sorted, 0.5), p95: quantileOf(sorted, 0.95) },
    ...{ last: values[lastAt]!, lastMs: times[lastAt]!, firstMs: times[firstAt]! },
    silence: longestSilence(times),
  };
}

/** The mark of an end is no number, either. */
function isReading(value: number): boolean {
  return !Number.isNaN(value);
}

/** As PromQL's `quantile_over_time`: between two values in proportion. */
function quantileOf(sorted: Float64Array, part: number): number {
  const at = part * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (at - below);
}

function longestSilence(times: Float64Array): SeriesSummary['silence'] {
  let [longestMs, fromMs] = [0, 0];
  for (let at = 1; at < times.length; at++) {
    const ms = times[at]! - times[at - 1]!;
    if (ms > longestMs) [longestMs, fromMs] = [ms, times[at - 1]!];
  }
  return longestMs === 0 ? undefined : { ms: longestMs, fromMs };
}
