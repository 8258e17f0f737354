import type { Samples } from '../eval/source.ts';

/** Room for so many samples at first. */
const FIRST_CAPACITY = 16;

/**
 * The newest samples of one series. What `view` gave stays as it is: numbers are added behind it, and everything else is done in new
 * arrays. Values are copied as bits, so markers of an end stay what they are.
 */
export class SeriesSamples {
  readonly labels: Samples['labels'];
  #times = new Float64Array(FIRST_CAPACITY);
  #values = new Float64Array(FIRST_CAPACITY);
  #from = 0;
  #to = 0;

  constructor(labels: Samples['labels']) {
    this.labels = labels;
  }

  get size(): number {
    return this.#to - this.#from;
  }

  /** Samples for which there is memory, 16 bytes each. */
  get capacity(): number {
    return this.#times.length;
  }

  /** Samples by time, each moment once. Of two of one moment the newly added one counts. */
  add(times: Float64Array, values: Float64Array): void {
    if (times.length === 0) return;
    if (this.size > 0 && times[0]! <= this.#times[this.#to - 1]!) this.#merge(times, values);
    else this.#append(times, values);
  }

  /** Forgets samples up to a time. */
  trim(upToMs: number): void {
    this.#from = this.#after(upToMs);
  }

  /** Samples in `(fromMs, toMs]`; undefined if there is none. */
  view(fromMs: number, toMs: number): Samples | undefined {
    const [from, to] = [this.#after(fromMs), this.#after(toMs)];
    if (from >= to) return undefined;
    return { labels: this.labels, times: this.#times.subarray(from, to), values: this.#values.subarray(from, to) };
  }

  #append(times: Float64Array, values: Float64Array): void {
    this.#makeRoom(times.length);
    this.#times.set(times, this.#to);
    this.#values.set(values, this.#to);
    this.#to += times.length;
  }

  /** The place of the first sample after a time. */
  #after(atMs: number): number {
    if (this.size > 0 && this.#times[this.#to - 1]! <= atMs) return this.#to;
    let [low, high] = [this.#from, this.#to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#times[middle]! <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Moves to new arrays when these are full: of the same size if enough was forgotten at their beginning. */
  #makeRoom(count: number): void {
    if (this.#to + count <= this.capacity) return;
    const needed = Math.ceil((this.size + count) * 1.25);
    this.#replace(
      needed <= this.capacity ? this.capacity : Math.max(needed, Math.ceil(this.capacity * 1.5)),
      (times, values) => {
        times.set(this.#times.subarray(this.#from, this.#to));
        values.set(this.#values.subarray(this.#from, this.#to));
        return this.size;
      },
    );
  }

  #merge(times: Float64Array, values: Float64Array): void {
    this.#replace(this.size + times.length + FIRST_CAPACITY, (intoTimes, intoValues) => {
      let [from, to] = [this.#from, 0];
      const copy = (fromTimes: Float64Array, fromValues: Float64Array, start: number, end: number) => {
        intoTimes.set(fromTimes.subarray(start, end), to);
        intoValues.set(fromValues.subarray(start, end), to);
        to += end - start;
      };
      for (let at = 0; at < times.length; at++) {
        const behind = this.#after(times[at]!);
        const isReplaced = behind > this.#from && this.#times[behind - 1] === times[at];
        copy(this.#times, this.#values, from, isReplaced ? behind - 1 : behind);
        copy(times, values, at, at + 1);
        from = behind;
      }
      copy(this.#times, this.#values, from, this.#to);
      return to;
    });
  }

  #replace(capacity: number, fill: (times: Float64Array, values: Float64Array) => number): void {
    const [times, values] = [new Float64Array(capacity), new Float64Array(capacity)];
    this.#to = fill(times, values);
    [this.#from, this.#times, this.#values] = [0, times, values];
  }
}
