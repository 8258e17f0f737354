import { kahanSum } from './kahan-sum.ts';

/** The mean, also where the sum itself would be too large for a number. */
export function mean(values: Float64Array, from = 0, to = values.length): number {
  const count = to - from;
  const sum = kahanSum(values, from, to);
  if (Number.isFinite(sum)) return sum / count;
  return kahanSum(values.subarray(from, to).map(value => value / count));
}
