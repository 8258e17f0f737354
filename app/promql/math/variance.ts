/**
 * Of the whole population, in one pass: Welford's method (Technometrics 4, 1962), exact where all values are equal, with what rounding
 * loses added up apart (Neumaier, ZAMM 54, 1974).
 */
export function variance(values: Float64Array, from = 0, to = values.length): number {
  let [mean, meanLost, squares, squaresLost] = [0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const delta = values[i]! - (mean + meanLost);
    const step = delta / (i - from + 1);
    const nextMean = mean + step;
    meanLost += Math.abs(mean) >= Math.abs(step) ? mean - nextMean + step : step - nextMean + mean;
    mean = nextMean;
    const square = delta * (values[i]! - (mean + meanLost));
    const next = squares + square;
    if (Math.abs(next) === Number.POSITIVE_INFINITY) squaresLost = 0;
    else squaresLost += squares >= square ? squares - next + square : square - next + squares;
    squares = next;
  }
  return (squares + squaresLost) / (to - from);
}
