/** Points of many series in the order they came, column by column; all three have the same length. */
export interface Columns {
  readonly seriesIds: Uint32Array<ArrayBuffer>;
  /** Whole milliseconds since 1970 UTC. */
  readonly times: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
}

/** What a point takes in all three columns. */
export const POINT_BYTES = 20;

/** Columns to be filled, in memory of their own or at the beginning of `buffer`, which must be large enough. */
export function createColumns(length: number, buffer = new ArrayBuffer(length * POINT_BYTES)): Columns {
  return {
    values: new Float64Array(buffer, 0, length),
    times: new Float64Array(buffer, length * 8, length),
    seriesIds: new Uint32Array(buffer, length * 16, length),
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
