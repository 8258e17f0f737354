/** The buckets of one classic histogram at one moment: the first `size` numbers, by their bounds, each bound once, one bucket at least. */
export interface BucketRow {
  size: number;
  readonly upTo: Float64Array;
  /** Cumulative: how many observations are at most `upTo`. */
  readonly counts: Float64Array;
}

export function createBucketRow(capacity: number): BucketRow {
  return { size: 0, upTo: new Float64Array(capacity), counts: new Float64Array(capacity) };
}

/** Adds the next one; one with the bound of the last one is joined with it. */
export function pushBucket(row: BucketRow, upTo: number, count: number): void {
  if (row.size > 0 && row.upTo[row.size - 1] === upTo) row.counts[row.size - 1]! += count;
  else {
    row.upTo[row.size] = upTo;
    row.counts[row.size++] = count;
  }
}
