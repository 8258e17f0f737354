/** The moments for which an expression is evaluated, milliseconds since 1970 UTC. */
export interface Steps {
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** What a query asks about, both ends inclusive. The end need not be a step. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** From the start to the end, both inclusive. `stepMs` is at least 1; of one moment it makes no difference. */
export function stepsBetween(startMs: number, endMs: number, stepMs: number): Steps {
  return { startMs, stepMs, count: Math.floor((endMs - startMs) / stepMs) + 1 };
}

/** All of them. */
export function timesOf({ startMs, stepMs, count }: Steps): Float64Array {
  const times = new Float64Array(count);
  for (let step = 0; step < count; step++) times[step] = startMs + step * stepMs;
  return times;
}

export function timeOf({ startMs, stepMs }: Steps, step: number): number {
  return startMs + step * stepMs;
}
