import { createReadStream, statSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RefusedError } from '../backup/refused-error.ts';

/** A text to be read once, from its beginning. */
export interface ImportInput {
  /** Unpacked, if it is packed. @throws RefusedError where it is damaged */
  readonly chunks: AsyncIterable<Buffer>;
  /** As they lie in the file. */
  readonly doneBytes: number;
  readonly sizeBytes?: number;
  /** When the file was written last. */
  readonly writtenMs?: number;
}

const CHUNK_BYTES = 128 * 1024;
const GZIP = [0x1f, 0x8b];

/** @throws RefusedError when there is no such file. */
export function openInput(file: string): ImportInput {
  if (file === '-') return toInput(process.stdin, {});
  const facts = statSync(file, { throwIfNoEntry: false });
  if (!facts?.isFile()) throw new RefusedError(`There is no file ${file}.`);
  const stream = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  return toInput(stream, { sizeBytes: facts.size, writtenMs: facts.mtimeMs });
}

function toInput(source: AsyncIterable<Buffer>, facts: Pick<ImportInput, 'sizeBytes' | 'writtenMs'>): ImportInput {
  let doneBytes = 0;
  async function* counted() {
    for await (const chunk of source) {
      doneBytes += chunk.length;
      yield chunk;
    }
  }
  return {
    ...facts,
    chunks: unpackIfPacked(counted()),
    get doneBytes() {
      return doneBytes;
    },
  };
}

/** Told by its first bytes, whatever its name is. */
async function* unpackIfPacked(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let beginning = Buffer.alloc(0);
  while (beginning.length < GZIP.length) {
    const next = await source.next();
    if (next.done) break;
    beginning = Buffer.concat([beginning, next.value]);
  }
  const whole = startWith(beginning, source);
  yield* GZIP.every((byte, at) => beginning[at] === byte) ? unpack(whole) : whole;
}

async function* startWith(beginning: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield beginning;
  yield* rest;
}

async function* unpack(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // Its end, good or bad, is seen by who reads.
  const unpacked = pipeline(Readable.from(source), createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
  try {
    yield* unpacked;
  } catch (cause) {
    if (!(cause as { code?: string }).code?.startsWith('Z_')) throw cause;
    throw new RefusedError(
      `The file is cut off or damaged (${(cause as Error).message}). The whole lines before that are imported.`,
      { cause },
    );
  }
}
