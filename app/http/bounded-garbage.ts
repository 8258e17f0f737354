import { findCollector } from './find-collector.ts';

/**
 * Garbage that may lie about, on the heap and beside it. By itself the collector waits for hundreds of megabytes where little is held,
 * and what the process has once taken it hardly gives back.
 */
const MAX_GARBAGE_BYTES = 12 * 1024 * 1024;

/** Goes through large work piece by piece, and collects what the pieces have left whenever it has become much. */
export async function* boundedGarbage<T>(pieces: AsyncIterable<T>): AsyncGenerator<T> {
  let heldBytes = usedBytes();
  for await (const piece of pieces) {
    yield piece;
    const used = usedBytes();
    if (used < heldBytes) heldBytes = used;
    if (used < heldBytes + MAX_GARBAGE_BYTES) continue;
    findCollector()();
    heldBytes = usedBytes();
  }
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
