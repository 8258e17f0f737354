import { setTimeout } from 'node:timers/promises';

/** A batch is sent when it holds so much, or so long after its first line came. */
const MAX_BATCH_BYTES = 256 * 1024;
const MAX_WAIT_MS = 200;

const LINE_FEED = 10;

/**
 * Cuts what comes into batches of whole lines. It reads on only when the last batch was taken, which holds back whoever writes into the
 * pipe: nothing is lost while a server is away. The last line may have no end, and one that is longer than a batch is cut.
 */
export async function* lineBatches(input: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer<ArrayBuffer>> {
  const pieces = input[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  let sendAtMs = Number.POSITIVE_INFINITY;
  for (let next = pieces.next(); ; ) {
    const piece = await within(next, sendAtMs - performance.now());
    if (piece?.done) break;
    if (piece) {
      held = Buffer.concat([held, piece.value]);
      next = pieces.next();
      if (held.includes(LINE_FEED)) sendAtMs = Math.min(sendAtMs, performance.now() + MAX_WAIT_MS);
      if (held.length < MAX_BATCH_BYTES) continue;
    }
    const end = held.lastIndexOf(LINE_FEED) + 1 || held.length;
    yield Buffer.from(held.subarray(0, end));
    held = held.subarray(end);
    sendAtMs = Number.POSITIVE_INFINITY;
  }
  if (held.length > 0) yield Buffer.from(held);
}

/** Undefined: it takes longer. */
async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  if (ms === Number.POSITIVE_INFINITY) return promise;
  const over = new AbortController();
  try {
    return await Promise.race([promise, setTimeout(Math.max(0, ms), undefined, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}
