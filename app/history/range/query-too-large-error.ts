import type { Points } from '../head/points.ts';

/** The query asks for more than one answer may hold. Its message says how to ask for less. */
export class QueryTooLargeError extends Error {
  override readonly name = 'QueryTooLargeError';
  readonly code = 'QUERY_TOO_LARGE';
}

/** The error of a query that would hold more points in memory than it may. */
export function tooManyPoints(maxPoints: number): QueryTooLargeError {
  return new QueryTooLargeError(
    `The query reads more than ${maxPoints} readings at once: ask for less time, or for fewer series.`,
  );
}

export function requireFewSeries(count: number, maxSeries: number): void {
  if (count <= maxSeries) return;
  throw new QueryTooLargeError(`The query matches more than ${maxSeries} series: select fewer, or give a limit.`);
}

/** Before they are copied: the keeper has other things to do. */
export function requireFewPoints(heads: readonly Points[], maxPoints = Number.POSITIVE_INFINITY): void {
  const count = heads.reduce((sum, { times }) => sum + times.length, 0);
  if (count > maxPoints) throw tooManyPoints(maxPoints);
}
