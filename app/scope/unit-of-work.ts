/**
 * Work that is kept or undone as one. A scope decides which, and knows nothing of the resource behind it. What `keep` and `undo`
 * return is waited for where it is a promise, so only an async function can stand around work that has one.
 */
export interface UnitOfWork {
  /** Throws when the work was undone by somebody else. */
  requireAlive(): void;
  /** Throws, or rejects, why it could not be kept, not being alive among it; then it is undone. */
  keep(): unknown;
  undo(cause: unknown): unknown;
}
