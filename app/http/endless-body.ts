import { pipeline } from 'node:stream';
import { readChunks, UNLIMITED } from './body-chunks.ts';
import { createInflater, explainInflateError } from './inflate.ts';

/**
 * A body that may never end, decompressed piece by piece: whoever reads it bounds what is kept of it, and takes the next
 * piece when the last one is dealt with, which holds the sender back. Nothing is read before the first piece is asked
 * for. Throws as `readBody` does, but has no limit of its own: one piece is at most 64 KiB, however dense the body.
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
    yield* pipeline(chunks, inflater, () => {}); // What fails comes out of the reading, too.
  } catch (error) {
    throw explainInflateError(request, error);
  } finally {
    leaving.abort(); // The next chunk may be hours away; nobody waits for it any more.
  }
}
