/**
 * The largest whole number that divides the distance of each of the first `count` whole numbers from the first; 1 if all
 * are the same. Memory comes in multiples of 4096, times in whole seconds.
 */
export function commonFactor(numbers: Float64Array, count: number): number {
  const first = numbers[0]!;
  let factor = 0;
  for (let i = 1; i < count && factor !== 1; i++) {
    const distance = Math.abs(numbers[i]! - first);
    if (factor === 0) factor = distance;
    if (factor === 0) continue;
    // Below 2^53 a quotient is rounded to a whole number only if it is one; this is quicker than `%` of floats.
    const quotient = distance / factor;
    if (quotient !== Math.floor(quotient)) factor = greatestCommonDivisor(distance, factor);
  }
  return factor || 1;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
