export interface Limits {
  /** Milliseconds; above what a timer can hold (24 days) there is no limit. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Calls `stop` with `timeoutError()` when the time is up, or with the signal's reason when it aborts; it may call twice.
 * Gives the function that ends the watch. A signal that has aborted before is the caller's to check.
 */
export function limit(limits: Limits, stop: (reason: unknown) => void, timeoutError: () => Error): () => void {
  const { timeoutMs, signal } = limits;
  const timer = timeoutMs <= MAX_TIMER_MS ? setTimeout(() => stop(timeoutError()), timeoutMs) : undefined;
  const onAbort = () => stop(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}
