import type { Latest, Series } from './history.ts';
import { DISTANCES_KEPT, typicalIntervalMs } from './interval.ts';
import type { Point, ReadingTable } from './reading-table.ts';
import type { SeriesRow, SeriesTable } from './series-table.ts';

/** A visible series with what is remembered of its readings. */
export interface IndexedSeries extends SeriesRow {
  unit?: string;
  /** The newest reading. */
  atMs: number;
  value: number;
  oldestMs: number;
  /** Between the newest readings, oldest first. */
  distancesMs: number[];
}

/**
 * Every visible series by its key, in memory, as the calling scope sees the tables: a task that changes a series changes
 * it here too, and forgets it when it is rolled back; who asks next gets it from the tables again.
 * Bounded by the keeper's `maxSeries`.
 */
export class SeriesIndex {
  readonly #series: SeriesTable;
  readonly #readings: ReadingTable;
  readonly #byKey = new Map<string, IndexedSeries>();
  readonly #forgotten = new Set<string>();

  constructor(series: SeriesTable, readings: ReadingTable) {
    this.#series = series;
    this.#readings = readings;
    for (const row of series.visible()) this.#byKey.set(row.key, this.#load(row));
  }

  /** About how many: keys that are forgotten do not count. */
  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): IndexedSeries | undefined {
    if (this.#forgotten.has(key)) this.reload(key);
    return this.#byKey.get(key);
  }

  values(): Iterable<IndexedSeries> {
    for (const key of this.#forgotten) this.reload(key);
    return this.#byKey.values();
  }

  /** Reads no table: it is called in the middle of a rollback. */
  forget(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#byKey.delete(key);
      this.#forgotten.add(key);
    }
  }

  /** Takes the series of this key from the tables, if there is one. */
  reload(key: string): void {
    this.#forgotten.delete(key);
    const row = this.#series.find(key);
    if (row) this.#byKey.set(key, this.#load(row));
    else this.#byKey.delete(key);
  }

  #load(row: SeriesRow): IndexedSeries {
    const points = this.#readings.newest(row.id, DISTANCES_KEPT + 1).reverse();
    const { atMs, value } = points.at(-1) ?? { atMs: Number.NEGATIVE_INFINITY, value: Number.NaN };
    const distancesMs = points.slice(1).map((point, index) => point.atMs - points[index]!.atMs);
    const oldestMs = this.#readings.oldestMs(row.id) ?? Number.POSITIVE_INFINITY;
    return { ...row, atMs, value, oldestMs, distancesMs };
  }
}

/** Remembers a reading that was written. Late ones change neither the newest value nor the learned interval. */
export function noteReading(series: IndexedSeries, { atMs, value }: Point): void {
  series.oldestMs = Math.min(series.oldestMs, atMs);
  if (atMs < series.atMs) return;
  series.value = value;
  if (atMs === series.atMs) return;
  if (series.atMs > Number.NEGATIVE_INFINITY) series.distancesMs.push(atMs - series.atMs);
  if (series.distancesMs.length > DISTANCES_KEPT) series.distancesMs.shift();
  series.atMs = atMs;
}

export function toSeries({ key, metric, labels, unit, createdMs }: IndexedSeries): Series {
  return { key, metric, labels, createdMs, ...(unit !== undefined && { unit }) };
}

export function toLatest(series: IndexedSeries): Latest {
  const { atMs, value } = series;
  const intervalMs = typicalIntervalMs(series.distancesMs);
  return { ...toSeries(series), atMs, value, ...(intervalMs !== undefined && { intervalMs }) };
}
