/** What is left of the points of one hour of a series. */
export interface HourStats {
  /** Its beginning, a whole hour since 1970 UTC. */
  readonly atMs: number;
  /** Points, NaN among them too. */
  readonly count: number;
  /** Of the values that are no NaN, as in the stats of a chunk. */
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly first: number;
  readonly last: number;
}

export const HOUR_MS = 60 * 60_000;

export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS) * HOUR_MS;
}

/** Of the same hour; `later` has the points that came to be summed up later, which are those of later moments. */
export function addHours(earlier: HourStats, later: HourStats): HourStats {
  return {
    atMs: earlier.atMs,
    count: earlier.count + later.count,
    sum: earlier.sum + later.sum,
    min: lower(earlier.min, later.min),
    max: -lower(-earlier.max, -later.max),
    first: earlier.first,
    last: later.last,
  };
}

/** NaN where both are. */
function lower(a: number, b: number): number {
  return b < a || Number.isNaN(a) ? b : a;
}
