/** Points of many series in the order they came, column by column; all three have the same length. */
export interface Columns {
  readonly seriesIds: Uint32Array;
  /** Whole milliseconds since 1970 UTC. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Columns to be filled. */
export function createColumns(length: number): Columns {
  return {
    seriesIds: new Uint32Array(length),
    times: new Float64Array(length),
    values: new Float64Array(length),
  };
}

/** The first points of columns, without a copy. */
export function cutColumns({ seriesIds, times, values }: Columns, length: number): Columns {
  return {
    seriesIds: seriesIds.subarray(0, length),
    times: times.subarray(0, length),
    values: values.subarray(0, length),
  };
}
