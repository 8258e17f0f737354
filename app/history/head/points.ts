/** Points of one series, by time, each moment once; both arrays have the same length. */
export interface Points {
  /** Whole milliseconds since 1970 UTC. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export const NO_POINTS: Points = { times: new Float64Array(0), values: new Float64Array(0) };

/** The first place in `times`, which are sorted, whose time is at least `atMs`. */
export function lowerBound(times: Float64Array, atMs: number, from = 0, to = times.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The points in `[fromMs, toMs)`, without a copy. */
export function slicePoints({ times, values }: Points, fromMs: number, toMs: number): Points {
  const from = lowerBound(times, fromMs);
  const to = lowerBound(times, toMs, from);
  return { times: times.subarray(from, to), values: values.subarray(from, to) };
}
