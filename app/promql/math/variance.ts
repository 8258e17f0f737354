/** Of the whole population, in one pass: Welford's method (Technometrics 4, 1962), exact where all values are equal. */
export function variance(values: Float64Array, from = 0, to = values.length): number {
  let [mean, squares] = [0, 0];
  for (let i = from; i < to; i++) {
    const delta = values[i]! - mean;
    mean += delta / (i - from + 1);
    squares += delta * (values[i]! - mean);
  }
  return squares / (to - from);
}
