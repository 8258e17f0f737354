import { setTimeout } from 'node:timers/promises';

/** A thread that takes longer is given up. */
const MAX_WAIT_MS = 5_000;

const loading = new Set<Promise<void>>();

/** Remembers that a thread is being loaded. What it gives is called when it is, or has ended. */
export function noteLoading(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  loading.add(promise);
  return () => {
    loading.delete(promise);
    resolve();
  };
}

/**
 * Resolves when no thread is in the middle of loading its modules. To end the process then would tear a native module down while it
 * sets itself up, and SQLite's ends everything with SIGABRT at that.
 */
export async function threadsLoaded(): Promise<void> {
  const waited = new AbortController();
  const late = setTimeout(MAX_WAIT_MS, undefined, { signal: waited.signal }).catch(() => {}); // all were loaded before
  await Promise.race([Promise.all(loading), late]);
  waited.abort();
}
