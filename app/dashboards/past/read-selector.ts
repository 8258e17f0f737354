import type { ChartGrid } from '../../../components/chart/series.ts';
import { bridgeGaps } from '../../history/bridge-gaps.ts';
import type { Selector, SeriesBuckets } from '../../history/history.ts';
import { MAX_SERIES_PER_SELECTOR } from '../../history/watch.ts';
import type { Extremes } from '../../history/window.ts';
import type { FoundSeries } from '../found-series.ts';
import { gridOverMs, type Past, type PastSources } from './past-query.ts';

/** `core 2` before `core 10`. */
const byName = new Intl.Collator('en', { numeric: true });

/** The series that match and have readings in this time: the mean of each step, as on a live screen. */
export async function readSelector(
  { history, unitOf }: PastSources,
  selector: Selector,
  grid: ChartGrid,
  signal: AbortSignal,
): Promise<Past> {
  const { fromMs, stepMs } = grid;
  const select = { ...selector, limit: MAX_SERIES_PER_SELECTOR };
  const { series } = await history.query({ select, fromMs, toMs: gridOverMs(grid), stepMs }, signal);
  const found = series.filter(({ index }) => index.length > 0).map(one => toFound(one, grid, unitOf(one.key)));
  return { found: found.sort((a, b) => byName.compare(a.key, b.key)), note: undefined };
}

function toFound(buckets: SeriesBuckets, grid: ChartGrid, givenUnit: string | undefined): FoundSeries {
  const { key, metric, labels, index, sum, count, last } = buckets;
  const means = new Array<number | undefined>(grid.count).fill(undefined);
  for (const [i, at] of index.entries()) means[at] = sum[i]! / count[i]!;
  const intervalMs = typicalMs(buckets, grid.stepMs);
  return {
    ...{ key, metric, labels, intervalMs },
    unit: givenUnit ?? buckets.unit ?? '',
    value: last.at(-1)!,
    atMs: grid.fromMs + (index.at(-1)! + 1) * grid.stepMs,
    values: bridgeGaps(means, grid.stepMs, intervalMs),
    extremes: extremesOf(buckets, grid),
  };
}

/** As far apart as its readings are on the whole; no shorter than a step, as nobody knows where in it they are. */
function typicalMs({ index, count }: SeriesBuckets, stepMs: number): number | undefined {
  const readings = count.reduce((sum, one) => sum + one, 0);
  if (readings < 3) return undefined;
  return Math.max(stepMs, ((index.at(-1)! - index[0]! + 1) * stepMs) / readings);
}

function extremesOf({ index, min, max }: SeriesBuckets, { fromMs, stepMs }: ChartGrid): Extremes {
  const highest = max.reduce((best, value, i) => (value > max[best]! ? i : best), 0);
  return {
    min: min.reduce((least, value) => Math.min(least, value)),
    max: max[highest]!,
    maxAtMs: fromMs + index[highest]! * stepMs,
  };
}
