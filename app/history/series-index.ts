import type { Latest, Series } from './history.ts';
import type { NewestPoints } from './newest-points.ts';
import type { SeriesRow, SeriesTable } from './series-table.ts';

/** A visible series. */
export interface IndexedSeries extends SeriesRow {
  unit?: string;
}

/**
 * Every visible series by its key, in memory, as the calling scope sees the table: a task that changes a series changes
 * it here too, and forgets it when it is rolled back; who asks next gets it from the table again.
 * Bounded by the keeper's `maxSeries`.
 */
export class SeriesIndex {
  readonly #series: SeriesTable;
  readonly #byKey = new Map<string, IndexedSeries>();
  readonly #forgotten = new Set<string>();
  #epoch = 1;

  constructor(series: SeriesTable) {
    this.#series = series;
    for (const row of series.visible()) this.#byKey.set(row.key, row);
  }

  /** About how many: keys that are forgotten do not count. */
  get size(): number {
    return this.#byKey.size;
  }

  /** Changes whenever an id stops naming the series that it named: who has learned ids then must learn them anew. */
  get epoch(): number {
    return this.#epoch;
  }

  beginEpoch(): void {
    this.#epoch++;
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

  /** Takes the series of this key from the table, if there is one. */
  reload(key: string): void {
    this.#forgotten.delete(key);
    const row = this.#series.find(key);
    if (row) this.#byKey.set(key, row);
    else this.#byKey.delete(key);
  }
}

export function toSeries({ key, metric, labels, unit, createdMs }: IndexedSeries): Series {
  return { key, metric, labels, createdMs, ...(unit !== undefined && { unit }) };
}

export function toLatest(series: IndexedSeries, newest: NewestPoints): Latest {
  const { atMs, value, intervalMs } = newest.get(series.id);
  return { ...toSeries(series), atMs, value, ...(intervalMs !== undefined && { intervalMs }) };
}
