import { STALE } from '../history/is-stale.ts';
import type { SeriesRef } from './series-ref.ts';

/**
 * Points as a parser finds them, column by column: an object for each would cost more than to read it. To be used again
 * after `truncate(0)`, because columns that are made and forgotten keep the garbage collector busy.
 */
export class PointColumns {
  /** May be longer than there are points. */
  readonly #refs: SeriesRef[] = [];
  #times = new Float64Array(1024);
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Whole milliseconds since 1970 UTC. */
  get times(): Float64Array<ArrayBuffer> {
    return this.#times.subarray(0, this.#length);
  }

  get values(): Float64Array<ArrayBuffer> {
    return this.#values.subarray(0, this.#length);
  }

  refAt(index: number): SeriesRef {
    return this.#refs[index]!;
  }

  add(ref: SeriesRef, value: number, atMs = 0): void {
    if (this.#length === this.#times.length) this.#grow();
    this.#refs[this.#length] = ref;
    this.#times[this.#length] = atMs;
    this.#values[this.#length++] = value;
  }

  /** Adds the marker that the series ended then. */
  addEnd(ref: SeriesRef, atMs: number): void {
    this.add(ref, 0, atMs);
    this.#values.set(STALE, this.#length - 1);
  }

  /** Gives the points from `first` on their time. */
  setTimes(first: number, atMs: number): void {
    this.#times.fill(atMs, first, this.#length);
  }

  /** Forgets the points from `length` on. */
  truncate(length: number): void {
    this.#length = length;
  }

  #grow(): void {
    this.#times = double(this.#times);
    this.#values = double(this.#values);
  }
}

function double(column: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(column.length * 2);
  grown.set(column);
  return grown;
}
