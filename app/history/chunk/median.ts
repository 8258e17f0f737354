/** The middle one of the first `count` numbers, the upper of two; sorts them in place. For a few only: by insertion. */
export function median(numbers: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) {
    const number = numbers[i]!;
    let at = i;
    for (; at > 0 && numbers[at - 1]! > number; at--) numbers[at] = numbers[at - 1]!;
    numbers[at] = number;
  }
  return numbers[count >>> 1]!;
}
