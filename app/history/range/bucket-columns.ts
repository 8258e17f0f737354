import type { ChunkStats } from '../chunk/chunk-stats.ts';
import type { Points } from '../head/points.ts';
import type { SeriesBuckets } from '../history.ts';

type Buckets = Pick<SeriesBuckets, 'index' | 'count' | 'sum' | 'min' | 'max' | 'last'>;

/**
 * Points of one series counted into buckets, as they come, by time. A value that is NaN counts, and is left out of sum, min
 * and max, as in the stats of a chunk; min and max are NaN while there is no other.
 */
export class BucketColumns {
  readonly #fromMs: number;
  readonly #stepMs: number;
  #length = 0;
  #index = new Int32Array(64);
  #count = new Int32Array(64);
  #sum = new Float64Array(64);
  #min = new Float64Array(64);
  #max = new Float64Array(64);
  #last = new Float64Array(64);

  /** Bucket `i` covers `[fromMs + i * stepMs, + stepMs)`. */
  constructor(fromMs: number, stepMs: number) {
    this.#fromMs = fromMs;
    this.#stepMs = stepMs;
  }

  /** False, and nothing added, when the points of the chunk fall into more than one bucket. */
  addStats({ firstMs, lastMs, count, sum, min, max, last }: ChunkStats): boolean {
    if (this.#bucketOf(firstMs) !== this.#bucketOf(lastMs)) return false;
    const place = this.#place(this.#bucketOf(firstMs));
    this.#count[place]! += count;
    this.#sum[place]! += sum;
    // Asked so that a number takes the place of NaN, and NaN that of nothing.
    if (min < this.#min[place]! || Number.isNaN(this.#min[place]!)) this.#min[place] = min;
    if (max > this.#max[place]! || Number.isNaN(this.#max[place]!)) this.#max[place] = max;
    this.#last[place] = last;
    return true;
  }

  addPoints({ times, values }: Points): void {
    for (let i = 0; i < times.length; ) {
      const bucket = this.#bucketOf(times[i]!);
      const place = this.#place(bucket);
      i = this.#fill(place, this.#fromMs + (bucket + 1) * this.#stepMs, times, values, i);
    }
  }

  result(): Buckets {
    const length = this.#length;
    return {
      index: this.#index.slice(0, length),
      count: this.#count.slice(0, length),
      sum: this.#sum.slice(0, length),
      min: this.#min.slice(0, length),
      max: this.#max.slice(0, length),
      last: this.#last.slice(0, length),
    };
  }

  #bucketOf(atMs: number): number {
    return Math.floor((atMs - this.#fromMs) / this.#stepMs);
  }

  /** Adds the point at `start` and those after it that lie before `endMs`; gives the place of the next one. */
  #fill(place: number, endMs: number, times: Float64Array, values: Float64Array, start: number): number {
    let [i, sum, min, max] = [start, this.#sum[place]!, this.#min[place]!, this.#max[place]!];
    // The first one is added unasked: with a step that is no whole number, its bucket may seem to end before it.
    do {
      const value = values[i++]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      if (!(value >= min)) min = value;
      if (!(value <= max)) max = value;
    } while (i < times.length && times[i]! < endMs);
    this.#count[place]! += i - start;
    this.#sum[place] = sum;
    this.#min[place] = min;
    this.#max[place] = max;
    this.#last[place] = values[i - 1]!;
    return i;
  }

  /** The place of the bucket in the columns: the last one, or a new one behind it. */
  #place(bucket: number): number {
    if (this.#length > 0 && this.#index[this.#length - 1] === bucket) return this.#length - 1;
    if (this.#length === this.#index.length) this.#grow();
    const place = this.#length++;
    this.#index[place] = bucket;
    this.#min[place] = Number.NaN;
    this.#max[place] = Number.NaN;
    return place;
  }

  #grow(): void {
    const length = this.#index.length * 2;
    [this.#index, this.#count] = [growInts(this.#index, length), growInts(this.#count, length)];
    [this.#sum, this.#last] = [growFloats(this.#sum, length), growFloats(this.#last, length)];
    [this.#min, this.#max] = [growFloats(this.#min, length), growFloats(this.#max, length)];
  }
}

function growInts(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(column);
  return grown;
}

function growFloats(column: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length);
  grown.set(column);
  return grown;
}
