import { pipeline } from 'node:stream';
import { readChunks, UNLIMITED } from './body-chunks.ts';
import { createInflater, explainInflateError, type Inflater, tooDense } from './inflate.ts';

/** Once so much has come out, a body is looked at for what it was made of. */
const DENSE_FROM_BYTES = 64 * 1024 * 1024;
/** Bytes that may come out for each one that came; lines that are nearly the same shrink less. */
const MAX_PLAIN_PER_RECEIVED_BYTE = 200;

/**
 * A body that may never end, decompressed piece by piece: whoever reads it bounds what is kept of it, and takes the next
 * piece when the last one is dealt with, which holds the sender back. Nothing is read before the first piece is asked
 * for. Throws as `readBody` does, but has no limit of its own beside that of how much it may grow: one piece is at most
 * 64 KiB, however dense the body.
 */
export async function* readEndlessBody(request: Request, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const inflater = createInflater(request);
  if (inflater === undefined) {
    yield* readChunks(request, UNLIMITED, signal);
    return;
  }
  const leaving = new AbortController();
  const chunks = readChunks(request, UNLIMITED, AbortSignal.any([leaving.signal, ...(signal ? [signal] : [])]));
  try {
    const plain = pipeline(chunks, inflater, () => {}); // What fails comes out of the reading, too.
    yield* refusingDense(plain, inflater);
  } catch (error) {
    throw explainInflateError(request, error);
  } finally {
    leaving.abort(); // The next chunk may be hours away; nobody waits for it any more.
  }
}

async function* refusingDense(plain: AsyncIterable<Uint8Array>, inflater: Inflater): AsyncGenerator<Uint8Array> {
  let plainBytes = 0;
  for await (const piece of plain) {
    plainBytes += piece.byteLength;
    const allowedBytes = Math.max(DENSE_FROM_BYTES, inflater.bytesWritten * MAX_PLAIN_PER_RECEIVED_BYTE);
    if (plainBytes > allowedBytes) throw tooDense();
    yield piece;
  }
}
