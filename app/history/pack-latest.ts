import type { NewestPoints } from './newest-points.ts';
import type { Labels } from './reading.ts';
import type { IndexedSeries } from './series-index.ts';

/**
 * The newest reading of many series on its way to another thread: as columns, because of ten thousand objects a structured
 * clone writes and reads the name of each property ten thousand times.
 */
export interface PackedLatest {
  readonly keys: readonly string[];
  readonly metrics: readonly string[];
  readonly labels: readonly Labels[];
  readonly units: readonly (string | undefined)[];
  readonly createdMs: Float64Array;
  readonly atMs: Float64Array;
  readonly values: Float64Array;
  /** NaN where it is not known. */
  readonly intervalsMs: Float64Array;
}

/** `unitOf` may know a unit where the sender names none. */
export function packLatest(
  series: readonly IndexedSeries[],
  newest: NewestPoints,
  unitOf = (one: IndexedSeries) => one.unit,
): PackedLatest {
  const atMs = new Float64Array(series.length);
  const values = new Float64Array(series.length);
  const intervalsMs = new Float64Array(series.length);
  for (const [at, { id }] of series.entries()) {
    const known = newest.get(id);
    atMs[at] = known.atMs;
    values[at] = known.value;
    intervalsMs[at] = known.intervalMs ?? Number.NaN;
  }
  return {
    ...{ atMs, values, intervalsMs, createdMs: Float64Array.from(series, one => one.createdMs) },
    ...{ keys: series.map(({ key }) => key), metrics: series.map(({ metric }) => metric) },
    ...{ labels: series.map(({ labels }) => labels), units: series.map(unitOf) },
  };
}
