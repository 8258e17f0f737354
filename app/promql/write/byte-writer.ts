import { constants, gzipSync } from 'node:zlib';
import { PromqlError } from '../promql-error.ts';
import { queryLimits } from '../query-limits.ts';
import type { Form } from '../threads/asks.ts';
import type { WrittenAnswer } from '../threads/query-thread-calls.ts';
import { formatValue } from './format-value.ts';
import { MAX_DECIMAL_BYTES, writeDecimal } from './write-decimal.ts';

/** So much is written before it is asked again whether somebody waits for it. */
const PIECE_BYTES = 64 * 1024;

/** Short ones are faster copied here than by a call. */
const SHORT_LENGTH = 32;

/** Below that, packing saves no packet. */
const GZIP_FROM_BYTES = 1_400;

const encoder = new TextEncoder();

/** The bytes of one answer, on their way: written where they will be read, as there may be a million numbers among them. */
export class ByteWriter {
  readonly #requireWanted: () => void;
  #bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #length = 0;
  #askAt = PIECE_BYTES;

  /** `requireWanted` is called now and then, and throws when nobody waits any more. */
  constructor(requireWanted: () => void) {
    this.#requireWanted = requireWanted;
  }

  /** @throws PromqlError when the answer gets too large. */
  add(text: string): void {
    this.#makeRoom(3 * text.length); // of UTF-8
    this.#length =
      text.length <= SHORT_LENGTH && this.#copyAscii(text) ? this.#length + text.length : this.#write(text);
  }

  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.#makeRoom(to - from);
    for (let at = from; at < to; at++) this.#bytes[this.#length++] = bytes[at]!;
  }

  /** As `formatValue` writes it. */
  addNumber(value: number): void {
    this.#makeRoom(MAX_DECIMAL_BYTES);
    const end = writeDecimal(this.#bytes, this.#length, value);
    if (end === undefined) this.add(formatValue(value));
    else this.#length = end;
  }

  finish({ isGzip }: Form): WrittenAnswer {
    this.#requireWanted();
    const isPacked = isGzip && this.#length >= GZIP_FROM_BYTES;
    // To be moved to another thread, memory must belong to nobody else.
    const plain = new Uint8Array(this.#bytes.buffer.transferToFixedLength(this.#length));
    // The fastest level: numbers hardly get smaller by more work.
    const bytes = isPacked ? Uint8Array.from(gzipSync(plain, { level: constants.Z_BEST_SPEED })) : plain;
    return { bytes, isGzip: isPacked };
  }

  /** False, and nothing counts as written, when it is not ASCII alone. */
  #copyAscii(text: string): boolean {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return false;
      this.#bytes[this.#length + i] = code;
    }
    return true;
  }

  #write(text: string): number {
    return this.#length + encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }

  #makeRoom(bytes: number): void {
    if (this.#length >= this.#askAt) this.#ask();
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * this.#bytes.length + bytes);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  #ask(): void {
    this.#requireWanted();
    this.#askAt = this.#length + PIECE_BYTES;
    if (this.#length > queryLimits.maxAnswerBytes)
      throw new PromqlError(
        `The answer would be larger than ${queryLimits.maxAnswerBytes / 1024 ** 2} MB: take a longer step, less time or fewer series.`,
      );
  }
}
