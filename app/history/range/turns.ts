import { setImmediate } from 'node:timers/promises';

/** How long a query reads before other calls have a turn. */
const TURN_MS = 5;

/** Gives a function that waits for the other calls if it was long since they had a turn. */
export function createTurns(signal: AbortSignal): () => Promise<void> | undefined {
  let endMs = performance.now() + TURN_MS;
  const next = async () => {
    await setImmediate();
    signal.throwIfAborted();
    endMs = performance.now() + TURN_MS;
  };
  return () => (performance.now() < endMs ? undefined : next());
}
