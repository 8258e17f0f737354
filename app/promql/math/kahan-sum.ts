/** Adds numbers with a correction for what rounding loses: Neumaier's improvement of Kahan's summation (ZAMM 54, 1974). */
export function kahanSum(values: Float64Array, from = 0, to = values.length): number {
  let [sum, lost] = [0, 0];
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  // Infinities leave NaN as what was lost.
  return Number.isFinite(sum) ? sum + lost : sum;
}
