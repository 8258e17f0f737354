import { type Bucket, sortBuckets } from './buckets.ts';

/**
 * The share of the observations in a classic histogram that lie from `low` to `high`, as if they lay evenly in each bucket.
 * As Prometheus has it (promql/quantile.go): NaN without a bucket for +Inf or without observations.
 */
export function bucketFraction(low: number, high: number, unsorted: readonly Bucket[]): number {
  const buckets = sortBuckets(unsorted);
  const last = buckets.at(-1)!;
  if (last.upTo !== Number.POSITIVE_INFINITY || last.count === 0) return Number.NaN;
  if (Number.isNaN(low) || Number.isNaN(high)) return Number.NaN;
  if (low >= high) return 0;
  return (rankOf(high, buckets) - rankOf(low, buckets)) / last.count;
}

/** How many observations are at most `bound`. */
function rankOf(bound: number, buckets: readonly Bucket[]): number {
  let before = { upTo: buckets[0]!.upTo > 0 ? 0 : Number.NEGATIVE_INFINITY, count: 0 };
  for (const { upTo, count } of buckets) {
    if (before.upTo >= bound) return before.count;
    if (upTo > bound) return before.count + (count - before.count) * shareBelow(bound, before.upTo, upTo);
    before = { upTo, count };
  }
  return before.count;
}

/** A bucket without an end cannot be divided: its observations are not between any two bounds within it. */
function shareBelow(bound: number, from: number, to: number): number {
  if (from === Number.NEGATIVE_INFINITY) return 1;
  return to === Number.POSITIVE_INFINITY ? 0 : (bound - from) / (to - from);
}
