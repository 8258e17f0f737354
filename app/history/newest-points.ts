import type { Columns } from './head/columns.ts';
import { DISTANCES_KEPT, typicalIntervalMs } from './interval.ts';
import { isStale } from './is-stale.ts';

/** What is remembered of the points of a series. */
export interface Newest {
  /** Minus infinity while there is no point. */
  readonly atMs: number;
  readonly value: number;
  readonly oldestMs: number;
  /** Typical distance of the points; undefined before the third one. */
  readonly intervalMs: number | undefined;
}

/**
 * The newest point of every series, by series id, in columns: a fast sender changes millions of them in a second.
 * Some 80 bytes a series.
 */
export class NewestPoints {
  #atMs = new Float64Array(1024).fill(Number.NEGATIVE_INFINITY);
  #values = new Float64Array(1024);
  #oldestMs = new Float64Array(1024).fill(Number.POSITIVE_INFINITY);
  /** The newest end that was told of; minus infinity without one. */
  #endMs = new Float64Array(1024).fill(Number.NEGATIVE_INFINITY);
  /** The last distances of each series, in a ring; `#distanceCounts` of them were made. */
  #distancesMs = new Float64Array(1024 * DISTANCES_KEPT);
  #distanceCounts = new Uint32Array(1024);

  noteAll({ seriesIds, times, values }: Columns): void {
    for (let i = 0; i < times.length; i++) {
      const value = values[i]!;
      // The end of a series is no reading: what it read last stays, and grows old.
      if (Number.isNaN(value) && isStale(values, i) && this.#isKnown(seriesIds[i]!))
        this.noteEnd(seriesIds[i]!, times[i]!);
      else this.note(seriesIds[i]!, times[i]!, value);
    }
  }

  /** Late points change neither the newest value nor the learned interval. */
  note(id: number, atMs: number, value: number): void {
    if (id >= this.#atMs.length) this.#makeRoomFor(id);
    if (atMs < this.#oldestMs[id]!) this.#oldestMs[id] = atMs;
    const newestMs = this.#atMs[id]!;
    if (atMs < newestMs) return;
    this.#values[id] = value;
    if (atMs === newestMs) return;
    if (newestMs > Number.NEGATIVE_INFINITY) this.#learn(id, atMs - newestMs);
    this.#atMs[id] = atMs;
  }

  get(id: number): Newest {
    return {
      atMs: this.atMs(id),
      value: this.value(id),
      oldestMs: this.oldestMs(id),
      intervalMs: typicalIntervalMs(this.#distances(id)),
    };
  }

  atMs(id: number): number {
    return this.#atMs[id] ?? Number.NEGATIVE_INFINITY;
  }

  value(id: number): number {
    return this.#values[id] ?? Number.NaN;
  }

  /** Whether the newest point is a number, and no end of the series was told at that moment or later. */
  isSure(id: number): boolean {
    return !Number.isNaN(this.value(id)) && !(this.#endMs[id]! >= this.atMs(id));
  }

  oldestMs(id: number): number {
    return this.#oldestMs[id] ?? Number.POSITIVE_INFINITY;
  }

  /** Remembers what is known from the file. */
  set(id: number, { atMs, value, oldestMs, intervalMs }: Newest): void {
    this.forget(id);
    this.note(id, atMs, value);
    this.#oldestMs[id] = oldestMs;
    if (intervalMs === undefined) return;
    this.#learn(id, intervalMs);
    this.#learn(id, intervalMs);
  }

  setOldest(id: number, oldestMs: number): void {
    if (id < this.#oldestMs.length) this.#oldestMs[id] = oldestMs;
  }

  forget(id: number): void {
    if (id >= this.#atMs.length) return;
    this.#atMs[id] = Number.NEGATIVE_INFINITY;
    this.#oldestMs[id] = Number.POSITIVE_INFINITY;
    this.#endMs[id] = Number.NEGATIVE_INFINITY;
    this.#distanceCounts[id] = 0;
  }

  /** The series is known to have ended then, or to hold what is no number. */
  noteEnd(id: number, atMs: number): void {
    this.#endMs[id] = Math.max(this.#endMs[id]!, atMs);
  }

  #isKnown(id: number): boolean {
    return this.atMs(id) > Number.NEGATIVE_INFINITY;
  }

  #learn(id: number, distanceMs: number): void {
    this.#distancesMs[id * DISTANCES_KEPT + (this.#distanceCounts[id]!++ % DISTANCES_KEPT)] = distanceMs;
  }

  /** One by one: a view on the column would cost more than its few numbers, and of many series somebody waits for it. */
  #distances(id: number): number[] {
    const count = Math.min(this.#distanceCounts[id] ?? 0, DISTANCES_KEPT);
    const distancesMs: number[] = [];
    for (let at = 0; at < count; at++) distancesMs.push(this.#distancesMs[id * DISTANCES_KEPT + at]!);
    return distancesMs;
  }

  #makeRoomFor(id: number): void {
    const length = Math.max(id + 1, this.#atMs.length * 2);
    this.#atMs = grow(this.#atMs, length, Number.NEGATIVE_INFINITY);
    this.#values = grow(this.#values, length, 0);
    this.#oldestMs = grow(this.#oldestMs, length, Number.POSITIVE_INFINITY);
    this.#endMs = grow(this.#endMs, length, Number.NEGATIVE_INFINITY);
    this.#distancesMs = grow(this.#distancesMs, length * DISTANCES_KEPT, 0);
    const counts = this.#distanceCounts;
    this.#distanceCounts = new Uint32Array(length);
    this.#distanceCounts.set(counts);
  }
}

function grow(column: Float64Array<ArrayBuffer>, length: number, fill: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length).fill(fill);
  grown.set(column);
  return grown;
}
