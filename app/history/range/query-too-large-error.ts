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
