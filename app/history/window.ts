import type { SeriesBuckets } from './history.ts';

/** A fixed grid of time: bucket `i` covers `[i * stepMs, (i + 1) * stepMs)` since 1970; `count` of them are kept. */
export interface Grid {
  readonly stepMs: number;
  readonly count: number;
}

/**
 * The last readings of one series as buckets on a fixed grid, filled once from the store and then
 * reading by reading from the live topic, so that a live chart costs the same whatever range it shows.
 */
export interface SeriesWindow {
  /** Adds one reading. Of two with the same time in a row the later one counts, as in the store. */
  add(atMs: number, value: number): void;
  /** Adds what the store answered for `[fromMs, ...)` on this grid's step. */
  fill(fromMs: number, buckets: SeriesBuckets): void;
  /** Means of the `count` buckets up to the one that holds `nowMs`; undefined where there was no reading. */
  means(nowMs: number): (number | undefined)[];
  /** The lowest and the highest reading of those buckets, which their means do not show; undefined without any. */
  extremes(nowMs: number): Extremes | undefined;
}

export interface Extremes {
  readonly min: number;
  readonly max: number;
  /** Where the bucket begins that holds the highest reading, the first one of several. */
  readonly maxAtMs: number;
}

export function createSeriesWindow({ stepMs, count }: Grid): SeriesWindow {
  // One more than shown, so that a reading from a sender's clock slightly ahead does not overwrite the oldest.
  const size = count + 1;
  const bucketAt = new Float64Array(size).fill(-1);
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  const mins = new Float64Array(size);
  const maxs = new Float64Array(size);
  let newest = { atMs: Number.NEGATIVE_INFINITY, value: 0 };

  /** The slot of a bucket, emptied if it held an older one; undefined when the bucket has left the window. */
  const slotOf = (bucket: number): number | undefined => {
    const slot = bucket % size;
    if (bucketAt[slot]! > bucket) return undefined;
    if (bucketAt[slot]! < bucket) {
      bucketAt[slot] = bucket;
      sums[slot] = 0;
      counts[slot] = 0;
      mins[slot] = Number.POSITIVE_INFINITY;
      maxs[slot] = Number.NEGATIVE_INFINITY;
    }
    return slot;
  };

  const widen = (slot: number, min: number, max: number) => {
    mins[slot] = Math.min(mins[slot]!, min);
    maxs[slot] = Math.max(maxs[slot]!, max);
  };

  /** The slots of the window up to now, oldest first; undefined for a bucket without a reading. */
  const slotsUpTo = (nowMs: number): (number | undefined)[] => {
    const last = Math.floor(nowMs / stepMs);
    return Array.from({ length: count }, (_, i) => {
      const bucket = last - count + 1 + i;
      const slot = ((bucket % size) + size) % size;
      return bucketAt[slot] === bucket ? slot : undefined;
    });
  };

  return {
    add(atMs, value) {
      const slot = slotOf(Math.floor(atMs / stepMs));
      if (slot === undefined) return;
      const isRepeat = atMs === newest.atMs && counts[slot]! > 0;
      sums[slot]! += isRepeat ? value - newest.value : value;
      if (!isRepeat) counts[slot]!++;
      widen(slot, value, value);
      if (atMs >= newest.atMs) newest = { atMs, value };
    },
    fill(fromMs, buckets) {
      const first = Math.floor(fromMs / stepMs);
      for (let i = 0; i < buckets.index.length; i++) {
        const slot = slotOf(first + buckets.index[i]!);
        if (slot === undefined) continue;
        sums[slot]! += buckets.sum[i]!;
        counts[slot]! += buckets.count[i]!;
        widen(slot, buckets.min[i]!, buckets.max[i]!);
      }
    },
    means(nowMs) {
      return slotsUpTo(nowMs).map(slot => (slot === undefined ? undefined : sums[slot]! / counts[slot]!));
    },
    extremes(nowMs) {
      const slots = slotsUpTo(nowMs).filter(slot => slot !== undefined);
      if (slots.length === 0) return undefined;
      const highest = slots.reduce((a, b) => (maxs[b]! > maxs[a]! ? b : a));
      const min = slots.reduce((least, slot) => Math.min(least, mins[slot]!), Number.POSITIVE_INFINITY);
      return { min, max: maxs[highest]!, maxAtMs: bucketAt[highest]! * stepMs };
    },
  };
}
