/** What a chunk's row says, so that most questions need not open it. */
export interface ChunkStats {
  /** Points, NaN among them too. */
  readonly count: number;
  /** Milliseconds since 1970 UTC. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Values as they came, NaN too, though perhaps with another payload: for that, open the chunk. */
  readonly first: number;
  readonly last: number;
  /** Of the values that are no NaN: NaN if there is none. */
  readonly min: number;
  readonly max: number;
  /** Of the values that are no NaN, added in their order: 0 if there is none, NaN if both infinities are among them. */
  readonly sum: number;
}

/** Of the first `count` points, by default all: 1 or more, the times ascending. Throws RangeError if there are none. */
export function summarizeChunk(times: Float64Array, values: Float64Array, count: number = times.length): ChunkStats {
  if (!(count >= 1 && count <= Math.min(times.length, values.length)))
    throw new RangeError(`No ${count} points to sum up`);
  let [min, max, sum] = [Number.NaN, Number.NaN, 0];
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    // Asked so that the first number takes the place of NaN.
    if (!(value >= min)) min = value;
    if (!(value <= max)) max = value;
    sum += value;
  }
  return {
    count,
    firstMs: times[0]!,
    lastMs: times[count - 1]!,
    first: values[0]!,
    last: values[count - 1]!,
    min,
    max,
    sum,
  };
}
