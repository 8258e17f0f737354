const MAX_BACKOFF_MS = 32;

/** Milliseconds before try number `attempt` (from 0): random, so that rivals do not meet again, and doubling up to a bound. */
export function backoffMs(attempt: number): number {
  return Math.random() * Math.min(2 ** attempt, MAX_BACKOFF_MS);
}
