/** A cumulative bucket: how many observations are at most `upTo`. */
export interface Bucket {
  readonly upTo: number;
  readonly count: number;
}

/** By their bounds; those of the same bound are joined. */
export function sortBuckets(buckets: readonly Bucket[]): Bucket[] {
  const joined: Bucket[] = [];
  for (const { upTo, count } of buckets.toSorted((a, b) => a.upTo - b.upTo)) {
    const before = joined.at(-1);
    if (before?.upTo === upTo) joined[joined.length - 1] = { upTo, count: before.count + count };
    else joined.push({ upTo, count });
  }
  return joined;
}
