import type { BucketRow } from './bucket-row.ts';

/** A smaller step down than this, of the larger count, is a rounding error of the sums before. */
const SMALL_DIFFERENCE = 1e-12;

/**
 * The quantile of the observations in a classic histogram, as if they lay evenly in each bucket. As Prometheus has it
 * (promql/quantile.go): NaN without a bucket for +Inf or without observations, infinite where `q` is outside of 0 to 1. Changes the counts.
 */
export function bucketQuantile(q: number, buckets: BucketRow): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const last = buckets.size - 1;
  if (buckets.upTo[last] !== Number.POSITIVE_INFINITY || last < 1) return Number.NaN;
  makeMonotonic(buckets);
  const observations = buckets.counts[last]!;
  return observations === 0 ? Number.NaN : interpolate(buckets, q * observations);
}

function interpolate({ size, upTo, counts }: BucketRow, rank: number): number {
  const last = size - 1;
  let at = 0;
  while (at < last && !(counts[at]! >= rank)) at++;
  if (at === last) return upTo[last - 1]!;
  if (at === 0 && upTo[0]! <= 0) return upTo[0]!;
  const [from, before] = at === 0 ? [0, 0] : [upTo[at - 1]!, counts[at - 1]!];
  return from + (upTo[at]! - from) * ((rank - before) / (counts[at]! - before));
}

/** A cumulative count cannot fall: where it does, samples of different moments have met. */
function makeMonotonic({ size, counts }: BucketRow): void {
  let before = counts[0]!;
  for (let at = 1; at < size; at++) {
    const count = counts[at]!;
    const isAlmostEqual = Math.abs(count - before) <= SMALL_DIFFERENCE * Math.max(Math.abs(count), Math.abs(before));
    if (count > before && !isAlmostEqual) before = count;
    counts[at] = before;
  }
}
