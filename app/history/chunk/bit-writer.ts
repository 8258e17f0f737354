import { toZigzag } from './zigzag.ts';

const TWO_TO_32 = 2 ** 32;

/**
 * Bytes, variable-length numbers and packed bits, one after the other, in a buffer that is used again and again.
 * Numbers are little-endian, and so must the machine be, as all are that Node is built for but s390x.
 */
export class BitWriter {
  readonly #words: Uint32Array;
  readonly #bytes: Uint8Array;
  #length = 0;

  /** Never checks for its end: the room must do for all that can be written. */
  constructor(capacityBytes: number) {
    this.#words = new Uint32Array(capacityBytes / 4);
    this.#bytes = new Uint8Array(this.#words.buffer);
  }

  /** Bytes written. */
  get length(): number {
    return this.#length;
  }

  /** Back to `length` bytes. What comes after them is made zero, for `writePacked` only sets bits. */
  truncate(length: number): void {
    this.#bytes.fill(0, length, this.#length);
    this.#length = length;
  }

  /** A copy of what was written, and room for some bytes more. */
  copy(moreBytes: number): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(this.#length + moreBytes);
    copy.set(this.#bytes.subarray(0, this.#length));
    return copy;
  }

  writeByte(byte: number): void {
    this.#bytes[this.#length++] = byte;
  }

  /** Seven bits a byte, lowest first (LEB128): whole numbers from 0 to below 2^53. */
  writeUnsigned(number: number): void {
    let rest = number;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.writeByte((rest % 128) | 128);
    this.writeByte(rest);
  }

  /** Whole numbers above -2^52 and below 2^52. */
  writeSigned(number: number): void {
    this.writeUnsigned(toZigzag(number));
  }

  /** The lowest `widthBits` of the first `count` numbers, each whole and from 0 to below 2^53; then fills up the byte. */
  writePacked(numbers: Float64Array, count: number, widthBits: number): void {
    if (widthBits > 32) {
      this.#pack(numbers, count, 32);
      for (let i = 0; i < count; i++) numbers[i] = Math.floor(numbers[i]! / TWO_TO_32);
      this.#pack(numbers, count, widthBits - 32);
    } else if (widthBits > 0) this.#pack(numbers, count, widthBits);
  }

  #pack(numbers: Float64Array, count: number, widthBits: number): void {
    const words = this.#words;
    const mask = widthBits === 32 ? -1 : (1 << widthBits) - 1;
    let bit = this.#length * 8;
    for (let i = 0; i < count; i++, bit += widthBits) {
      const number = numbers[i]! & mask;
      const at = bit >>> 5;
      const shift = bit & 31;
      words[at]! |= number << shift;
      // Two steps, because a shift by 32 would be one by 0.
      words[at + 1]! |= (number >>> 1) >>> (31 - shift);
    }
    this.#length = (bit + 7) >>> 3;
  }
}
