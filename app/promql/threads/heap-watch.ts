import { getHeapStatistics } from 'node:v8';
import { findCollector } from '../../http/find-collector.ts';
import { PromqlError } from '../promql-error.ts';

/** After it was collected the heap must be so much smaller than its bound: else it would be collected again and again. */
const ROOM_FACTOR = 0.75;

/**
 * Gives a function that throws a PromqlError when this thread's heap holds more than so many megabytes, garbage and what `forget` lets go
 * of not counted. V8's own bound for a thread is no help: a thread that passes it in the middle of a collection takes the whole process
 * with it.
 */
export function createHeapWatch(megabytes: number, forget: () => void): () => void {
  const maxBytes = megabytes * 1024 * 1024;
  const collect = findCollector();
  return () => {
    if (usedBytes() < maxBytes) return;
    forget(); // what other queries left behind is not this one's fault
    collect();
    if (usedBytes() < maxBytes * ROOM_FACTOR) return;
    throw new PromqlError(
      `The query needed more than ${megabytes} MB of memory: ask for fewer series, or aggregate them.`,
    );
  };
}

function usedBytes(): number {
  return getHeapStatistics().used_heap_size;
}
