/** By linear interpolation between the two nearest of some values, in any order. Infinite where `q` is outside of 0 to 1. */
export function quantile(q: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const sorted = nanFirst(values);
  const rank = q * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - lower;
  return sorted[lower]! * (1 - weight) + sorted[upper]! * weight;
}

/** A typed array sorts NaN to the end; Prometheus counts it as the lowest. */
function nanFirst(values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  const firstNan = sorted.findIndex(Number.isNaN);
  if (firstNan < 0) return sorted;
  const numbers = sorted.slice(0, firstNan);
  sorted.fill(Number.NaN, 0, sorted.length - firstNan);
  sorted.set(numbers, sorted.length - firstNan);
  return sorted;
}
