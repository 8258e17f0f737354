import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { StreamBuffer } from '../buffer.ts';
import { crcShift } from './crc-shift.ts';
import type { DeflatedPiece } from './gzip-member.ts';

/** A decoder remembers so much of what it has decoded (RFC 1951, section 2): no dictionary reaches further back. */
const WINDOW_BYTES = 32 * 1024;
/** Nor over more frames, so that looking for one stays cheap where they are tiny. */
const MAX_REACH_FRAMES = 64;
/** Compressed frames that are kept for those who read them next; older ones are compressed again for a viewer that lags. */
const MAX_KEPT_FRAMES = 64;
const MAX_KEPT_BYTES = 256 * 1024;
/** Texts that are not frames, such as the snapshot that all get after a restart. */
const MAX_KEPT_TEXTS = 2;
/** By measurement (decision 052): a frame that finds the one before it is worth the search, a longer one never does. */
const LEVEL = 6;
const LEVEL_BEYOND_WINDOW = 4;

/**
 * The frames of a stream buffer, compressed once for all viewers that take gzip, and only when the first of them reads.
 *
 * Each frame is a piece of its own that ends with a sync flush. It may look back at the frames before it, which are given to zlib
 * as a dictionary: for whoever has just decoded those, the dictionary is what lies in the window. So no compressor is
 * kept from frame to frame, and the pieces of one frame differ only in how far they look back: not at all for a viewer that
 * has just come, over 1, 4 or 16 frames a little later, then as far as a window goes, which is the same for all.
 */
export class DeflateLog {
  readonly #buffer: StreamBuffer;
  readonly #frames = new Map<number, Frame>();
  readonly #texts = new Map<string, DeflatedPiece>();
  #keptBytes = 0;

  constructor(buffer: StreamBuffer) {
    this.#buffer = buffer;
  }

  /** Compressed bytes that are kept. */
  get memoryBytes(): number {
    return [...this.#texts.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, this.#keptBytes);
  }

  /** Frame `seq`, whose bytes are `plain`, for one who has decoded the `seen` frames right before it. */
  frame(seq: number, plain: Uint8Array, seen: number): DeflatedPiece {
    const frame = this.#frames.get(seq) ?? this.#keep(seq, plain);
    const reach = Math.min(seen >= frame.reach ? frame.reach : stepBelow(seen), seq - this.#buffer.firstSeq);
    const known = frame.pieces.get(reach);
    if (known) return known;
    const piece = { ...frame.sums, bytes: deflate(plain, this.#dictionary(seq, reach)) };
    frame.pieces.set(reach, piece);
    this.#keptBytes += piece.bytes.byteLength;
    this.#forgetOldest();
    return piece;
  }

  /** A text that looks back at nothing: a snapshot, a farewell. */
  text(text: string): DeflatedPiece {
    const known = this.#texts.get(text);
    if (known) return known;
    const plain = Buffer.from(text);
    const piece = { ...sumsOf(plain), bytes: deflate(plain) };
    this.#texts.set(text, piece);
    if (this.#texts.size > MAX_KEPT_TEXTS) this.#texts.delete(this.#texts.keys().next().value!);
    return piece;
  }

  #keep(seq: number, plain: Uint8Array): Frame {
    const frame = { sums: sumsOf(plain), reach: this.#reachOf(seq), pieces: new Map<number, DeflatedPiece>() };
    this.#frames.set(seq, frame);
    return frame;
  }

  /** How many frames before it fill a window. */
  #reachOf(seq: number): number {
    let reach = 0;
    let sizeBytes = 0;
    for (const frame of this.#framesBefore(seq, MAX_REACH_FRAMES).reverse()) {
      if (sizeBytes >= WINDOW_BYTES) break;
      sizeBytes += frame.byteLength;
      reach++;
    }
    return reach;
  }

  #dictionary(seq: number, reach: number): Uint8Array | undefined {
    return reach === 0 ? undefined : Buffer.concat(this.#framesBefore(seq, reach)).subarray(-WINDOW_BYTES);
  }

  /** Views that are good until the next append. */
  #framesBefore(seq: number, count: number): Uint8Array[] {
    const from = Math.max(this.#buffer.firstSeq, seq - count);
    if (from >= seq) return [];
    using cursor = this.#buffer.cursor({ after: from - 1 });
    const result = cursor.read(Number.POSITIVE_INFINITY);
    if (result.kind !== 'data') throw new Error(`Frame ${from} is in the log, and reading it gave "${result.kind}".`);
    using lease = result.lease;
    return Iterator.from(lease.eachFrame())
      .take(seq - from)
      .toArray();
  }

  #forgetOldest(): void {
    for (const [seq, { pieces }] of this.#frames) {
      const isNeeded = seq >= this.#buffer.firstSeq && this.#frames.size <= MAX_KEPT_FRAMES;
      if (isNeeded && this.#keptBytes <= MAX_KEPT_BYTES) return;
      for (const { bytes } of pieces.values()) this.#keptBytes -= bytes.byteLength;
      this.#frames.delete(seq);
    }
  }
}

interface Frame {
  readonly sums: Omit<DeflatedPiece, 'bytes'>;
  readonly reach: number;
  /** By how many frames they look back. */
  readonly pieces: Map<number, DeflatedPiece>;
}

/** Viewers that came at about the same time share their pieces: 0, 1, 4, 16. */
function stepBelow(seen: number): number {
  return seen === 0 ? 0 : 4 ** Math.floor(Math.log2(seen) / 2);
}

function sumsOf(plain: Uint8Array): Frame['sums'] {
  return { plainBytes: plain.byteLength, crc: crc32(plain), shift: crcShift(plain.byteLength) };
}

/** Ends with an empty stored block (RFC 1951, section 3.2.4), so that a decoder holds nothing back and the next piece begins on a byte. */
function deflate(plain: Uint8Array, dictionary?: Uint8Array): Uint8Array {
  const level = plain.byteLength <= WINDOW_BYTES ? LEVEL : LEVEL_BEYOND_WINDOW;
  const options = { level, finishFlush: constants.Z_SYNC_FLUSH, ...(dictionary && { dictionary }) };
  return new Uint8Array(deflateRawSync(plain, options)); // copied out of zlib's larger piece of memory
}
