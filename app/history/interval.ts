/** Distances that are remembered of each series: enough that one late reading does not move the middle one. */
export const DISTANCES_KEPT = 5;

/** With one distance, chance and rhythm look the same. */
const DISTANCES_NEEDED = 2;

/**
 * Typical distance of readings: the median of the last few, which one pause or one burst does not move.
 * Undefined before the third reading.
 */
export function typicalIntervalMs(distancesMs: readonly number[]): number | undefined {
  if (distancesMs.length < DISTANCES_NEEDED) return undefined;
  const sorted = sortFew(distancesMs.slice());
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** In place, by insertion: of a few numbers ten times as fast as `sort`, and a page may ask for ten thousand series at once. */
function sortFew(numbers: number[]): number[] {
  for (let i = 1; i < numbers.length; i++) {
    const number = numbers[i]!;
    let at = i;
    for (; at > 0 && numbers[at - 1]! > number; at--) numbers[at] = numbers[at - 1]!;
    numbers[at] = number;
  }
  return numbers;
}

/** The same of times in order, of which only the last few count. */
export function intervalOf(times: Float64Array): number | undefined {
  const last = times.subarray(-DISTANCES_KEPT - 1);
  return typicalIntervalMs(Array.from(last.subarray(1), (atMs, i) => atMs - last[i]!));
}
