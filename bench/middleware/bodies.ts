import { Readable } from 'node:stream';

const CHUNK_BYTES = 64 * 1024;
const chunk = new Uint8Array(CHUNK_BYTES).fill(65);

/** What was taken from all sources, in bytes: who buffers takes more than the client has room for. */
export const taken = { bytes: 0 };

export function webBody(bytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = bytes;
  return new ReadableStream(
    {
      pull(controller) {
        if (left <= 0) return controller.close();
        left -= CHUNK_BYTES;
        taken.bytes += CHUNK_BYTES;
        controller.enqueue(chunk.slice());
      },
    },
    { highWaterMark: 0 },
  );
}

export function nodeBody(bytes: number): Readable {
  let left = bytes;
  return new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      if (left <= 0) {
        this.push(null);
        return;
      }
      left -= CHUNK_BYTES;
      taken.bytes += CHUNK_BYTES;
      this.push(Buffer.from(chunk));
    },
  });
}
