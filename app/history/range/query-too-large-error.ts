/** The query asks for more than one answer may hold. Its message says how to ask for less. */
export class QueryTooLargeError extends Error {
  override readonly name = 'QueryTooLargeError';
  readonly code = 'QUERY_TOO_LARGE';
}
