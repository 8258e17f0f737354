import type { Cursor, Lease, ReadResult, Waiter } from '../buffer.ts';
import type { DeflateLog } from './deflate-log.ts';
import { type DeflatedPiece, GzipMember } from './gzip-member.ts';

/** Told of every piece that a viewer is given: its size before and after. */
export type OnPiece = (plainBytes: number, sentBytes: number) => void;

/**
 * A cursor whose frames come as one gzip stream (RFC 1952), in the place of the cursor that it takes over: the same frames, gaps
 * and end, in the same order. What is sent beside the frames goes through `text` and `end`, so that it is summed.
 *
 * What it lends are compressed bytes, never memory of the log: a viewer that takes nothing keeps no segment alive.
 */
export class GzipCursor implements Cursor {
  readonly #plain: Cursor;
  readonly #log: DeflateLog;
  readonly #onPiece: OnPiece;
  readonly #member = new GzipMember();
  /** Frames that this reader has decoded without anything else between or behind them. */
  #seen = 0;
  #hasBegun = false;

  constructor(plain: Cursor, log: DeflateLog, onPiece: OnPiece = () => {}) {
    this.#plain = plain;
    this.#log = log;
    this.#onPiece = onPiece;
  }

  get seq(): number {
    return this.#plain.seq;
  }

  get lag(): number {
    return this.#plain.lag;
  }

  get ejected(): AbortSignal {
    return this.#plain.ejected;
  }

  /** `maxBytes` counts as the frames lie in the log. */
  read(maxBytes?: number): ReadResult {
    const result = this.#plain.read(maxBytes);
    if (result.kind === 'gap') this.#seen = 0;
    if (result.kind !== 'data') return result;
    using lease = result.lease;
    const { firstSeq } = lease;
    const pieces: Uint8Array[] = [];
    for (const frame of lease.eachFrame())
      pieces.push(this.#give(this.#log.frame(firstSeq + pieces.length, frame, this.#seen++)));
    return { kind: 'data', lease: new CompressedLease(firstSeq, pieces.length, this.#behindHeader(pieces)) };
  }

  wait(signal?: AbortSignal): Promise<void> {
    return this.#plain.wait(signal);
  }

  whenReadable(waiter: Waiter): void {
    this.#plain.whenReadable(waiter);
  }

  seek(to: 'oldest' | 'latest' | number): void {
    this.#plain.seek(to);
    this.#seen = 0;
  }

  /** Bytes for this viewer alone, to be sent before what is read next. */
  text(text: string): Uint8Array {
    this.#seen = 0;
    return Buffer.concat(this.#behindHeader([this.#give(this.#log.text(text))]));
  }

  /** The last bytes of the stream, behind a last text if there is one. */
  end(text?: string): Uint8Array {
    const before = text === undefined ? this.#behindHeader([]) : [this.text(text)];
    return Buffer.concat([...before, this.#member.trailer()]);
  }

  [Symbol.dispose](): void {
    this.#plain[Symbol.dispose]();
  }

  #give(piece: DeflatedPiece): Uint8Array {
    this.#member.add(piece);
    this.#onPiece(piece.plainBytes, piece.bytes.byteLength);
    return piece.bytes;
  }

  #behindHeader(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
    if (this.#hasBegun) return pieces;
    this.#hasBegun = true;
    return [GzipMember.HEADER, ...pieces];
  }
}

/** Shared bytes that are never written again: nothing has to be given back. */
class CompressedLease implements Lease {
  readonly firstSeq: number;
  readonly frames: number;
  readonly chunks: readonly Uint8Array[];
  readonly #pieces: readonly Uint8Array[];

  constructor(firstSeq: number, frames: number, pieces: readonly Uint8Array[]) {
    this.firstSeq = firstSeq;
    this.frames = frames;
    this.#pieces = pieces;
    this.chunks = pieces.length === 1 ? pieces : [Buffer.concat(pieces)]; // one system call, not one for each little frame
  }

  get lastSeq(): number {
    return this.firstSeq + this.frames - 1;
  }

  get byteLength(): number {
    return this.chunks[0]!.byteLength;
  }

  eachFrame(): Iterable<Uint8Array> {
    return this.#pieces;
  }

  release(): void {}

  abandon(): void {}

  [Symbol.dispose](): void {}
}
