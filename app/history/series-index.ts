import type { Latest, Series } from './history.ts';
import { LabelIndex } from './labels/label-index.ts';
import type { LabelMatcher } from './labels/label-matcher.ts';
import type { NewestPoints } from './newest-points.ts';
import type { SeriesRow, SeriesTable } from './series-table.ts';

/** A visible series. */
export interface IndexedSeries extends SeriesRow {
  unit?: string;
}

/**
 * Every visible series by its key and by its labels, in memory, as the calling scope sees the table: a task that changes a
 * series changes it here too, and forgets it when it is rolled back; who asks next gets it from the table again.
 * Bounded by the keeper's `maxSeries`.
 */
export class SeriesIndex {
  readonly #series: SeriesTable;
  readonly #byKey = new Map<string, IndexedSeries>();
  readonly #byId = new Map<number, IndexedSeries>();
  readonly #labels = new LabelIndex();
  readonly #forgotten = new Set<string>();
  #epoch = 1;

  constructor(series: SeriesTable) {
    this.#series = series;
    for (const row of series.visible()) this.#add(row);
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
    this.#reloadForgotten();
    return this.#byKey.values();
  }

  /** The series for which every matcher holds. @throws LabelPatternError */
  match(matchers: readonly LabelMatcher[]): IndexedSeries[] {
    this.#reloadForgotten();
    return Array.from(this.#labels.match(matchers), id => this.#byId.get(id)!);
  }

  /** Reads no table: it is called in the middle of a rollback. */
  forget(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#remove(key);
      this.#forgotten.add(key);
    }
  }

  /** Takes the series of this key from the table, if there is one. */
  reload(key: string): void {
    this.#forgotten.delete(key);
    this.#remove(key);
    const row = this.#series.find(key);
    if (row) this.#add(row);
  }

  #reloadForgotten(): void {
    for (const key of this.#forgotten) this.reload(key);
  }

  #add(row: SeriesRow): void {
    this.#byKey.set(row.key, row);
    this.#byId.set(row.id, row);
    this.#labels.add(row.id, row.metric, row.labels);
  }

  #remove(key: string): void {
    const known = this.#byKey.get(key);
    if (!known) return;
    this.#byKey.delete(key);
    this.#byId.delete(known.id);
    this.#labels.remove(known.id, known.metric, known.labels);
  }
}

export function toSeries({ key, metric, labels, unit, createdMs }: IndexedSeries): Series {
  return { key, metric, labels, createdMs, ...(unit !== undefined && { unit }) };
}

export function toLatest(series: IndexedSeries, newest: NewestPoints): Latest {
  const { atMs, value, intervalMs } = newest.get(series.id);
  return { ...toSeries(series), atMs, value, ...(intervalMs !== undefined && { intervalMs }) };
}
