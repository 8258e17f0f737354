import { max, mean, min } from 'd3-array';
import { seriesKey } from '../../history/series-key.ts';
import type { ResultSeries } from '../../promql/run-query.ts';
import type { Answer } from './ask-query.ts';

/** One series of an answer. */
export interface ResultRow {
  readonly key: string;
  readonly metric: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined where it has no value just now. */
  readonly now: number | undefined;
  /** Over the range. */
  readonly lowest: number | undefined;
  readonly mean: number | undefined;
  readonly highest: number | undefined;
  /** One for each step of the window; undefined where there is none. */
  readonly values: readonly (number | undefined)[];
  /** Readings, where the answer is made of readings as they came. */
  readonly readings: number | undefined;
}

/** Rows that are shown at most. */
export const MAX_RESULT_ROWS = 200;

/**
 * The first series of an answer in the order of now, as `sort` and `topk` ask for; then those that have no value now. `total` is how
 * many there are.
 */
export function resultRows({ instant, over, window }: Answer): { rows: ResultRow[]; total: number } {
  const isRaw = instant.kind === 'matrix';
  const nowByKey = new Map(instant.series.map(one => [keyOf(one), one]));
  const overByKey = new Map(over?.series.map(one => [keyOf(one), one]));
  const keys = [...new Set([...nowByKey.keys(), ...overByKey.keys()])];
  const rows = keys.slice(0, MAX_RESULT_ROWS).map(key => {
    const one = nowByKey.get(key);
    const past = overByKey.get(key) ?? (isRaw ? one : undefined);
    const { __name__: metric, ...labels } = (one ?? past)!.labels;
    const now = one?.values.at(-1);
    // The value of now lies between two steps of the range, or behind the last.
    const finite = [...(past?.values ?? []), ...(isRaw || now === undefined ? [] : [now])].filter(Number.isFinite);
    return {
      key,
      metric,
      labels,
      now,
      lowest: min(finite),
      mean: mean(finite),
      highest: max(finite),
      values: past && !isRaw ? onGrid(past, window) : [],
      readings: isRaw ? one?.times.length : undefined,
    };
  });
  return { rows, total: keys.length };
}

function keyOf({ labels: { __name__: metric, ...labels } }: ResultSeries): string {
  if (metric !== undefined) return seriesKey(metric, labels);
  // No series has an empty metric: the labels alone.
  return seriesKey('', labels).replace(/^\{"",?/, '{');
}

function onGrid({ times, values }: ResultSeries, { startMs, endMs, stepMs }: Answer['window']): (number | undefined)[] {
  const grid = new Array<number | undefined>(Math.round((endMs - startMs) / stepMs) + 1).fill(undefined);
  times.forEach((atMs, at) => {
    grid[Math.round((atMs - startMs) / stepMs)] = values[at];
  });
  return grid;
}
