import { shiftCrc } from './crc-shift.ts';

/** A piece of a deflate stream (RFC 1951): ends on a whole byte, and whoever has it can decode all of it. */
export interface DeflatedPiece {
  readonly bytes: Uint8Array;
  /** Size and CRC-32 of what it stands for, and `crcShift` of that size. */
  readonly plainBytes: number;
  readonly crc: number;
  readonly shift: number;
}

/** The frame of RFC 1952 around pieces that are made once and shared: `HEADER`, the pieces, `trailer()`. It keeps sums only. */
export class GzipMember {
  /** Deflate, no flags, no time, no system. */
  static readonly HEADER: Uint8Array = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
  #crc = 0;
  #plainBytes = 0;

  add({ plainBytes, crc, shift }: DeflatedPiece): void {
    this.#crc = (shiftCrc(shift, this.#crc) ^ crc) >>> 0;
    this.#plainBytes += plainBytes;
  }

  /** An empty last block, the CRC-32 and the size modulo 2^32 of all that was added: a client can tell a whole stream from one that was cut. */
  trailer(): Uint8Array {
    const trailer = Buffer.alloc(10);
    trailer[0] = 3; // the bits of a last block of fixed codes that ends at once
    trailer.writeUInt32LE(this.#crc, 2);
    trailer.writeUInt32LE(this.#plainBytes % 2 ** 32, 6);
    return trailer;
  }
}
