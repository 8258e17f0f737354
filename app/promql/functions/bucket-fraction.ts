import type { BucketRow } from './bucket-row.ts';

/**
 * The share of the observations in a classic histogram that lie from `low` to `high`, as if they lay evenly in each bucket.
 * As Prometheus has it (promql/quantile.go): NaN without a bucket for +Inf or without observations.
 */
export function bucketFraction(low: number, high: number, buckets: BucketRow): number {
  const last = buckets.size - 1;
  const observations = buckets.counts[last]!;
  if (buckets.upTo[last] !== Number.POSITIVE_INFINITY || observations === 0) return Number.NaN;
  if (Number.isNaN(low) || Number.isNaN(high)) return Number.NaN;
  if (low >= high) return 0;
  return (rankOf(high, buckets) - rankOf(low, buckets)) / observations;
}

/** How many observations are at most `bound`. */
function rankOf(bound: number, { size, upTo, counts }: BucketRow): number {
  let from = upTo[0]! > 0 ? 0 : Number.NEGATIVE_INFINITY;
  let before = 0;
  for (let at = 0; at < size; at++) {
    if (from >= bound) return before;
    if (upTo[at]! > bound) return before + (counts[at]! - before) * shareBelow(bound, from, upTo[at]!);
    from = upTo[at]!;
    before = counts[at]!;
  }
  return before;
}

/** A bucket without an end cannot be divided: its observations are not between any two bounds within it. */
function shareBelow(bound: number, from: number, to: number): number {
  if (from === Number.NEGATIVE_INFINITY) return 1;
  return to === Number.POSITIVE_INFINITY ? 0 : (bound - from) / (to - from);
}
