import { findCollector } from './find-collector.ts';

/**
 * Garbage of this thread that may lie about, on the heap and beside it. By itself the collector waits for hundreds of megabytes where
 * little is held, and what the process has once taken it hardly gives back.
 */
const MAX_GARBAGE_BYTES = 12 * 1024 * 1024;

/** Gives a function for between two pieces of large work: it collects what they have left whenever that has become much. */
export function createGarbageBound(): () => void {
  let heldBytes = usedBytes();
  let collect: (() => void) | undefined;
  return () => {
    const used = usedBytes();
    if (used < heldBytes) heldBytes = used;
    if (used < heldBytes + MAX_GARBAGE_BYTES) return;
    collect ??= findCollector();
    collect();
    heldBytes = usedBytes();
  };
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
