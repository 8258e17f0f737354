import { BLOCK_POINTS } from './chunk-format.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import { fromZigzag } from './zigzag.ts';

const TWO_TO_32 = 2 ** 32;

/** What `BitWriter` wrote. Every call throws `CorruptChunkError` before it would read behind the end. */
export class BitReader {
  readonly #words: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #lows = new Float64Array(BLOCK_POINTS);
  #length = 0;
  #position = 0;

  constructor(capacityBytes: number) {
    // Unpacking looks one word ahead.
    this.#words = new Uint32Array(capacityBytes / 4 + 2);
    this.#bytes = new Uint8Array(this.#words.buffer, 0, capacityBytes);
  }

  /** Copies them, since words can be read only where words begin. */
  load(bytes: Uint8Array): void {
    if (bytes.length > this.#bytes.length)
      throw new CorruptChunkError(`${bytes.length} bytes are more than a chunk has`);
    this.#bytes.set(bytes);
    this.#length = bytes.length;
    this.#position = 0;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#length;
  }

  readByte(): number {
    if (this.#position >= this.#length) throw new CorruptChunkError('The chunk ends too early');
    return this.#bytes[this.#position++]!;
  }

  readUnsigned(): number {
    let number = 0;
    let weight = 1;
    for (;;) {
      const byte = this.readByte();
      number += (byte & 127) * weight;
      if (number > Number.MAX_SAFE_INTEGER) throw new CorruptChunkError('A number in the chunk is too large');
      if (byte < 128) return number;
      if (weight > 2 ** 49) throw new CorruptChunkError('A number in the chunk is too long');
      weight *= 128;
    }
  }

  readSigned(): number {
    return fromZigzag(this.readUnsigned());
  }

  /** Writes `count` (up to `BLOCK_POINTS`) numbers of `widthBits` (0 to 53) into `out` from `at` on. */
  readPacked(out: Float64Array, at: number, count: number, widthBits: number): void {
    if (widthBits === 0) out.fill(0, at, at + count);
    else if (widthBits <= 32) this.#unpack(out, at, count, widthBits);
    else this.#unpackWide(out, at, count, widthBits);
  }

  #unpackWide(out: Float64Array, at: number, count: number, widthBits: number): void {
    const lows = this.#lows;
    this.#unpack(lows, 0, count, 32);
    this.#unpack(out, at, count, widthBits - 32);
    for (let i = 0; i < count; i++) out[at + i] = out[at + i]! * TWO_TO_32 + lows[i]!;
  }

  #unpack(out: Float64Array, at: number, count: number, widthBits: number): void {
    const words = this.#words;
    const mask = widthBits === 32 ? -1 : (1 << widthBits) - 1;
    let bit = this.#position * 8;
    this.#position += (count * widthBits + 7) >>> 3;
    if (this.#position > this.#length) throw new CorruptChunkError('The chunk ends too early');
    for (let i = 0; i < count; i++, bit += widthBits) {
      const word = bit >>> 5;
      const shift = bit & 31;
      // Two steps, because a shift by 32 would be one by 0.
      const number = (words[word]! >>> shift) | ((words[word + 1]! << 1) << (31 - shift));
      out[at + i] = (number & mask) >>> 0;
    }
  }
}
