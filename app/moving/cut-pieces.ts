import { lineFeed } from '../ingest/ascii.ts';
import { MAX_SAMPLE_LINE_BYTES } from '../ingest/openmetrics-place.ts';

/** Whole lines of a text. Behind the last line, too, there may be none that is cut off. */
export interface Piece {
  readonly bytes: Buffer;
  /** Bytes of the text up to where the next line begins. */
  readonly endByte: number;
  /** Number of its first line, from 1. */
  readonly firstLine: number;
}

/** Bytes of a piece; less than a chunk more come with it. Even of lines of one character a parser takes so many at once. */
const PIECE_BYTES = 256 * 1024;

/**
 * Cuts a text between lines. One cut is at `cutAt`, where a line begins. Of a line that is too long for any parser the
 * beginning comes as a piece, so that the parser says so, and the rest is left out. When the text breaks off by an error,
 * its whole lines come first, and then the error.
 */
export async function* cutPieces(chunks: AsyncIterable<Buffer>, cutAt: number): AsyncGenerator<Piece> {
  const cutter = new Cutter(cutAt);
  try {
    for await (const chunk of chunks) yield* cutter.take(chunk);
  } catch (error) {
    yield* cutter.drain();
    throw error;
  }
  yield* cutter.drain();
  yield* cutter.end();
}

class Cutter {
  readonly #cutAt: number;
  #chunks: Buffer[] = [];
  #waitingBytes = 0;
  /** Of the first byte that waits. */
  #at = 0;
  #line = 1;
  /** True within a line that is too long. */
  #isSkipping = false;

  constructor(cutAt: number) {
    this.#cutAt = cutAt;
  }

  *take(chunk: Buffer): Iterable<Piece> {
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes >= PIECE_BYTES) yield* this.drain();
  }

  /** The whole lines that wait. */
  *drain(): Iterable<Piece> {
    const bytes = this.#skip(this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks));
    const end = bytes.lastIndexOf(lineFeed) + 1;
    const cut = this.#cutAt - this.#at;
    this.#wait(bytes.subarray(end));
    if (cut > 0 && cut < end) yield this.#cut(bytes.subarray(0, cut));
    if (end > 0) yield this.#cut(bytes.subarray(cut > 0 && cut < end ? cut : 0, end));
    if (this.#waitingBytes > MAX_SAMPLE_LINE_BYTES) yield this.#cutLongLine(bytes.subarray(end));
  }

  /** What stands behind the last line feed. */
  *end(): Iterable<Piece> {
    const [bytes] = this.#chunks;
    if (bytes && bytes.length > 0) yield this.#cut(bytes);
  }

  #wait(bytes: Buffer): void {
    this.#chunks = [bytes];
    this.#waitingBytes = bytes.length;
  }

  #cut(bytes: Buffer): Piece {
    const firstLine = this.#line;
    for (let at = 0; at < bytes.length; at++) if (bytes[at] === lineFeed) this.#line++;
    this.#at += bytes.length;
    return { bytes, endByte: this.#at, firstLine };
  }

  /** Whoever goes on with this text later begins with this line again. */
  #cutLongLine(bytes: Buffer): Piece {
    const piece = { bytes: bytes.subarray(0, MAX_SAMPLE_LINE_BYTES + 1), endByte: this.#at, firstLine: this.#line };
    this.#at += bytes.length;
    this.#isSkipping = true;
    this.#wait(bytes.subarray(bytes.length));
    return piece;
  }

  /** What stands behind the line that is too long. */
  #skip(bytes: Buffer): Buffer {
    if (!this.#isSkipping) return bytes;
    const end = bytes.indexOf(lineFeed) + 1;
    this.#at += end > 0 ? end : bytes.length;
    if (end === 0) return bytes.subarray(bytes.length);
    this.#line++;
    this.#isSkipping = false;
    return bytes.subarray(end);
  }
}
