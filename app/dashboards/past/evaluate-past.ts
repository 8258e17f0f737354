import type { ChartGrid } from '../../../components/chart/series.ts';
import { seriesKey } from '../../history/series-key.ts';
import { MAX_SERIES_PER_SELECTOR } from '../../history/watch.ts';
import type { Extremes } from '../../history/window.ts';
import { findUnit } from '../../promql/explain/find-unit.ts';
import type { ResultSeries } from '../../promql/run-query.ts';
import type { FoundSeries } from '../found-series.ts';
import { gridOverMs, type Past, type PastSources } from './past-query.ts';

/** An expression that is more than a selector, evaluated once at each step of this time. */
export async function evaluatePast(
  sources: PastSources,
  expr: string,
  grid: ChartGrid,
  signal: AbortSignal,
): Promise<Past> {
  const { fromMs, stepMs, count } = grid;
  const window = { startMs: fromMs, endMs: fromMs + (count - 1) * stepMs, stepMs };
  try {
    const [unit, { series }] = await Promise.all([
      findUnit(sources, expr, signal),
      sources.queries.range(expr, window, { signal }),
    ]);
    const drawn = series.filter(({ times }) => times.length > 0).slice(0, MAX_SERIES_PER_SELECTOR);
    return { found: drawn.map(one => toFound(one, grid, unit)), note: undefined };
  } catch (error) {
    if (!isOfQuery(error)) throw error;
    return { found: [], note: error.message };
  }
}

function toFound(result: ResultSeries, grid: ChartGrid, unit: string): FoundSeries {
  const { __name__: metric = '', ...labels } = result.labels;
  const values = new Array<number | undefined>(grid.count).fill(undefined);
  for (const [i, atMs] of result.times.entries())
    values[Math.round((atMs - grid.fromMs) / grid.stepMs)] = result.values[i];
  const lastMs = result.times.at(-1)!;
  const hasEnded = lastMs < gridOverMs(grid) - grid.stepMs;
  return {
    ...{ key: seriesKey(metric, labels), metric, labels, unit, values },
    value: result.values.at(-1)!,
    atMs: lastMs + grid.stepMs,
    intervalMs: hasEnded ? grid.stepMs : undefined,
    extremes: extremesOf(result),
  };
}

function extremesOf({ times, values }: ResultSeries): Extremes | undefined {
  let [min, max, maxAt] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1];
  for (const [at, value] of values.entries()) {
    if (value < min) min = value;
    if (value > max) [max, maxAt] = [value, at];
  }
  return maxAt < 0 ? undefined : { min, max, maxAtMs: times[maxAt]! };
}

/** A mistake in the query, or more than may be asked for: both say so in a sentence. */
function isOfQuery(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'PROMQL' || code === 'QUERY_TOO_LARGE' || code === 'LABEL_PATTERN';
}
