/** For Node's `destroy`, which wants an Error, whatever was thrown. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('Something was thrown that is no Error.', { cause: thrown });
}
