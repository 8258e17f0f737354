import type { Series } from './history.ts';
import { KeyOrder } from './key-order.ts';
import type { LabelCondition } from './labels/label-condition.ts';
import { LabelIndex } from './labels/label-index.ts';
import { METRIC_LABEL } from './labels/label-postings.ts';
import type { Labels } from './reading.ts';
import { SenderCounts } from './sender-counts.ts';
import type { SeriesRow, SeriesTable } from './series-table.ts';

/** A visible series. */
export interface IndexedSeries extends SeriesRow {
  unit?: string;
  sender?: string;
}

/**
 * Every visible series by its key, its id and its labels, in memory, as the calling scope sees the table: a task that
 * changes a series changes it here too, and forgets it when it is rolled back; who asks next gets it from the table again.
 * Bounded by the keeper's `maxSeries`.
 */
export class SeriesIndex {
  readonly #series: SeriesSource;
  readonly #byKey = new Map<string, IndexedSeries>();
  /** Ids are small and lie close: an array of them is smaller than a map, and quicker to read. */
  readonly #byId: (IndexedSeries | undefined)[] = [];
  readonly #byLabel = new LabelIndex();
  readonly senders = new SenderCounts();
  readonly #keyOrder = new KeyOrder(id => this.#byId[id]?.key);
  readonly #forgotten = new Set<string>();
  readonly #units: ReadonlyMap<string, string>;
  #epoch = 1;

  /** `units` are those of metrics, for series whose sender names none. */
  constructor(series: SeriesSource, units: ReadonlyMap<string, string> = new Map()) {
    this.#series = series;
    this.#units = units;
    for (const row of series.visible()) this.#put(row);
    this.#keyOrder.ranks(); // now, when nobody waits: all keys at once are the most to sort
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

  /** The ids of the series for which every condition holds, ascending, in an array of the caller's own. */
  find(conditions: readonly LabelCondition[]): Uint32Array {
    this.#reloadForgotten();
    return this.#byLabel.find(conditions);
  }

  /** The values of a label, as they come; those that come meanwhile too. */
  valuesOf(label: string): Iterable<string> {
    return this.#byLabel.valuesOf(label);
  }

  /** The names of labels that occur, sorted; `__name__` is among them. */
  labelNames(): string[] {
    this.#reloadForgotten();
    return this.#byLabel.labelNames();
  }

  /** The series of an id that was given just now. */
  byId(id: number): IndexedSeries {
    return this.#byId[id]!;
  }

  /** The labels of these ids, the metric among them as `__name__`; undefined when they are of another epoch. */
  labelsOf(epoch: number, ids: Uint32Array): Labels[] | undefined {
    if (epoch !== this.#epoch) return undefined;
    return Array.from(ids, id => ({ ...this.byId(id).labels, [METRIC_LABEL]: this.byId(id).metric }));
  }

  /** What the sender says the series counts, or else what is known of its metric. */
  unitOf({ unit, metric }: IndexedSeries): string | undefined {
    return unit ?? this.#units.get(metric);
  }

  /** The series as others see it. */
  toSeries(indexed: IndexedSeries): Series {
    const { key, metric, labels, createdMs } = indexed;
    const unit = this.unitOf(indexed);
    return { key, metric, labels, createdMs, ...(unit !== undefined && { unit }) };
  }

  /** These series by their key, in an array of the caller's own. */
  byKey(ids: Uint32Array): Uint32Array {
    return this.#keyOrder.sort(ids);
  }

  /** By id, the place of each series in the order of keys. Valid until a series comes or goes. */
  ranks(): Uint32Array {
    return this.#keyOrder.ranks();
  }

  /** Reads no table: it is called in the middle of a rollback. */
  forget(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#drop(key);
      this.#forgotten.add(key);
    }
  }

  /** Takes the series of this key from the table, if there is one. */
  reload(key: string): void {
    const row = this.#series.find(key);
    this.#forgotten.delete(key);
    this.#drop(key);
    if (row) this.#put(row);
  }

  #reloadForgotten(): void {
    for (const key of this.#forgotten) this.reload(key);
  }

  #put(series: IndexedSeries): void {
    this.#byLabel.add(series.id, series.metric, series.labels);
    if (series.sender !== undefined) series.sender = this.senders.add(series.sender);
    this.#byKey.set(series.key, series);
    this.#byId[series.id] = series;
    this.#keyOrder.note(series.id);
  }

  #drop(key: string): void {
    const known = this.#byKey.get(key);
    if (!known) return;
    this.#byLabel.remove(known.id, known.metric, known.labels);
    if (known.sender !== undefined) this.senders.remove(known.sender);
    this.#byKey.delete(key);
    this.#byId[known.id] = undefined;
    this.#keyOrder.note(known.id);
  }
}

type SeriesSource = Pick<SeriesTable, 'visible' | 'find'>;
