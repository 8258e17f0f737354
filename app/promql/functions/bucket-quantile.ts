import { type Bucket, sortBuckets } from './buckets.ts';

/** A smaller step down than this, of the larger count, is a rounding error of the sums before. */
const SMALL_DIFFERENCE = 1e-12;

/**
 * The quantile of the observations in a classic histogram, as if they lay evenly in each bucket. As Prometheus has it
 * (promql/quantile.go): NaN without a bucket for +Inf or without observations, infinite where `q` is outside of 0 to 1.
 */
export function bucketQuantile(q: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const buckets = makeMonotonic(sortBuckets(unsorted));
  const last = buckets.length - 1;
  if (buckets[last]!.upTo !== Number.POSITIVE_INFINITY || buckets.length < 2) return Number.NaN;
  const observations = buckets[last]!.count;
  if (observations === 0) return Number.NaN;
  return interpolate(buckets, q * observations);
}

function interpolate(buckets: readonly Bucket[], rank: number): number {
  const last = buckets.length - 1;
  const found = buckets.findIndex(({ count }, at) => at < last && count >= rank);
  const at = found < 0 ? last : found;
  if (at === last) return buckets[last - 1]!.upTo;
  const { upTo, count } = buckets[at]!;
  if (at === 0 && upTo <= 0) return upTo;
  const before = at === 0 ? { upTo: 0, count: 0 } : buckets[at - 1]!;
  return before.upTo + (upTo - before.upTo) * ((rank - before.count) / (count - before.count));
}

/** A cumulative count cannot fall: where it does, samples of different moments have met. */
function makeMonotonic(buckets: readonly Bucket[]): Bucket[] {
  let before = buckets[0]!.count;
  return buckets.map(({ upTo, count }) => {
    const isAlmostEqual = Math.abs(count - before) <= SMALL_DIFFERENCE * Math.max(Math.abs(count), Math.abs(before));
    if (count > before && !isAlmostEqual) before = count;
    return { upTo, count: before };
  });
}
