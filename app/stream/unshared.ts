import type { Batch } from './sink.ts';

/** Bytes of nobody else, as something to write. */
export function unshared(bytes: Uint8Array): Batch {
  return { chunks: [bytes], eachFrame: () => [bytes], release() {}, abandon() {} };
}
