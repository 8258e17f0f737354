import type { OnPiece } from '../../stream/gzip/gzip-cursor.ts';

/** What went out on streams of one kind since the start. Streams add to it batch by batch; nothing is kept of each. */
export class Traffic {
  /** Pieces that mean something by themselves: events, lines, messages, pictures. */
  frames = 0;
  /** Times a viewer was so far behind that it was brought to the newest state in one step. */
  conflations = 0;
  #plainBytes = 0;
  #compressedBytes = 0;
  #compressedFromBytes = 0;

  /** Whole frames, sent as they are. */
  readonly countPlain = (frames: number, bytes: number): void => {
    this.frames += frames;
    this.#plainBytes += bytes;
  };

  /** One frame that was compressed. */
  readonly countCompressed: OnPiece = (fromBytes, bytes) => {
    this.frames += 1;
    this.#compressedFromBytes += fromBytes;
    this.#compressedBytes += bytes;
  };

  readonly countConflation = (): void => {
    this.conflations += 1;
  };

  /** Bytes before compression. */
  get bytesBefore(): number {
    return this.#plainBytes + this.#compressedFromBytes;
  }

  /** The same as they were sent, without what the connection puts around them. */
  get bytesAfter(): number {
    return this.#plainBytes + this.#compressedBytes;
  }
}
