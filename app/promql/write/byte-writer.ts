import { constants, gzipSync } from 'node:zlib';
import { PromqlError } from '../promql-error.ts';
import { queryLimits } from '../query-limits.ts';
import type { Form } from '../threads/asks.ts';
import type { WrittenAnswer } from '../threads/query-thread-calls.ts';

/** Text is turned into bytes when there is so much of it. */
const PIECE_LENGTH = 64 * 1024;

/** Below that, packing saves no packet. */
const GZIP_FROM_BYTES = 1_400;

/** The bytes of one answer, on their way. */
export class ByteWriter {
  readonly #requireWanted: () => void;
  readonly #pieces: Buffer[] = [];
  #text = '';
  #bytes = 0;

  /** `requireWanted` is called now and then, and throws when nobody waits any more. */
  constructor(requireWanted: () => void) {
    this.#requireWanted = requireWanted;
  }

  /** @throws PromqlError when the answer gets too large. */
  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE_LENGTH) this.#cut();
  }

  finish({ isGzip }: Form): WrittenAnswer {
    this.#cut();
    const plain = Buffer.concat(this.#pieces);
    const isPacked = isGzip && plain.length >= GZIP_FROM_BYTES;
    // The fastest level: numbers hardly get smaller by more work.
    const bytes = isPacked ? gzipSync(plain, { level: constants.Z_BEST_SPEED }) : plain;
    return { bytes: ownMemory(bytes), isGzip: isPacked };
  }

  #cut(): void {
    this.#requireWanted();
    const piece = Buffer.from(this.#text);
    this.#text = '';
    this.#bytes += piece.length;
    this.#pieces.push(piece);
    if (this.#bytes > queryLimits.maxAnswerBytes)
      throw new PromqlError(
        `The answer would be larger than ${queryLimits.maxAnswerBytes / 1024 ** 2} MB: take a longer step, less time or fewer series.`,
      );
  }
}

/** To be moved to another thread, memory must belong to nobody else. */
function ownMemory(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const isWhole = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  return isWhole ? new Uint8Array(bytes.buffer as ArrayBuffer) : Uint8Array.from(bytes);
}
