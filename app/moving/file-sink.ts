import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { TextSink } from './text-sink.ts';

/** Level 6 makes readings a quarter smaller than level 1 does, in twice the time. */
const GZIP_LEVEL = 6;

const pack = promisify(gzip);

/**
 * Appends to an open file. Packed, each piece is a gzip member of its own: members behind each other are one gzip file,
 * which can be cut and gone on with between any two of them. While a piece is packed and written, the next one is made.
 */
export function createFileSink(handle: FileHandle, startBytes: number, isPacked: boolean): TextSink {
  let sizeBytes = startBytes;
  let writing: Promise<void> = Promise.resolve();
  const append = async (bytes: Buffer) => {
    const packed = isPacked ? await pack(bytes, { level: GZIP_LEVEL }) : bytes;
    await handle.appendFile(packed);
    sizeBytes += packed.length;
  };
  return {
    async put(bytes) {
      await writing;
      writing = append(bytes);
      writing.catch(() => {}); // told by the next call
    },
    async settle() {
      await writing;
      await handle.datasync();
      return sizeBytes;
    },
  };
}
