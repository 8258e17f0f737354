import { EventEmitter, once } from 'node:events';
import type {
  Cursor,
  Lease,
  ReadResult,
  Reservation,
  StreamBuffer,
  StreamBufferOptions,
  Waiter,
} from '../../app/stream/buffer.ts';

/**
 * The zero-copy stream buffer done the obvious way: memory that is written in a circle, and readers who are given views of
 * it. The log knows which frames it overwrote, but nobody asks whether a socket still sends from there.
 */
export function createNaiveRing(options: StreamBufferOptions): StreamBuffer {
  return new NaiveRing(options);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

class NaiveRing implements StreamBuffer {
  readonly #memory: Uint8Array;
  readonly #maxFrameBytes: number;
  readonly #places: Place[] = [];
  #at = 0;
  readonly isWaking = false;
  nextSeq: number;
  readonly news = new EventEmitter().setMaxListeners(0);
  leases = 0;
  end: ReadResult | undefined;

  constructor({ retainBytes, maxFrameBytes = retainBytes, firstSeq = 1 }: StreamBufferOptions) {
    this.#memory = new Uint8Array(retainBytes);
    this.#maxFrameBytes = maxFrameBytes;
    this.nextSeq = firstSeq;
  }

  get firstSeq(): number {
    return this.nextSeq - this.#places.length;
  }

  append(frame: Uint8Array | string): number {
    const bytes = Buffer.from(frame);
    const { view, commit } = this.reserve(bytes.length);
    view.set(bytes);
    return commit(bytes.length);
  }

  reserve(maxBytes: number): Reservation {
    if (this.end) throw new Error('The ring is sealed.');
    if (!Number.isInteger(maxBytes) || maxBytes < 1 || maxBytes > this.#maxFrameBytes)
      throw new RangeError(`${maxBytes} bytes do not fit.`);
    const start = this.#claim(maxBytes);
    const commit = (length: number) => {
      if (!(length > 0 && length <= maxBytes)) throw new RangeError(`${length} of ${maxBytes} bytes.`);
      this.#places.push({ start, end: start + length });
      this.#at = start + length;
      this.news.emit('frame');
      return this.nextSeq++;
    };
    return { view: this.#memory.subarray(start, start + maxBytes), commit, abort: () => {} };
  }

  cursor(from: 'oldest' | 'latest' | { readonly after: number } = 'latest'): Cursor {
    const cursor = new RingCursor(this);
    cursor.seek(typeof from === 'object' ? from.after + 1 : from);
    return cursor;
  }

  view(seq: number): Uint8Array {
    const { start, end } = this.#places[seq - this.firstSeq]!;
    return this.#memory.subarray(start, end);
  }

  seal(error?: unknown): void {
    this.end ??= error === undefined ? { kind: 'end' } : { kind: 'end', error };
    this.news.emit('frame');
  }

  stats() {
    const never = { pinnedBytes: 0, recycled: 0, abandoned: 0, ejected: 0 };
    const parked = this.news.listenerCount('frame');
    return { segments: 1, retainedBytes: this.#memory.length, leases: this.leases, parked, ...never };
  }

  [Symbol.dispose](): void {
    this.seal(new Error('The ring was disposed.'));
    this.#places.length = 0;
  }

  /** Where the next frame begins. Frames that lie there leave the log. */
  #claim(bytes: number): number {
    const isWrapping = this.#at + bytes > this.#memory.length;
    const start = isWrapping ? 0 : this.#at;
    const isInTheWay = (place: Place) =>
      (isWrapping && place.start >= this.#at) || (place.start < start + bytes && place.end > start);
    while (this.#places[0] && isInTheWay(this.#places[0])) this.#places.shift();
    return start;
  }
}

class RingCursor implements Cursor {
  readonly #ring: NaiveRing;
  readonly #stopped = new EventEmitter();
  #isDone = false;
  #waiter: Waiter | undefined;
  seq = 0;
  readonly ejected = new AbortController().signal;

  constructor(ring: NaiveRing) {
    this.#ring = ring;
  }

  get lag(): number {
    return this.#ring.nextSeq - this.seq;
  }

  read(maxBytes = 65_536): ReadResult {
    if (this.#isDone) return { kind: 'end' };
    if (this.seq < this.#ring.firstSeq) return this.#skip();
    const firstSeq = this.seq;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    while (this.lag > 0) {
      const view = this.#ring.view(this.seq);
      if (chunks.length > 0 && bytes + view.length > maxBytes) break;
      bytes += view.length;
      chunks.push(view);
      this.seq++;
    }
    if (chunks.length > 0) return { kind: 'data', lease: this.#lease(firstSeq, chunks, bytes) };
    return this.#ring.end ?? { kind: 'empty' };
  }

  async whenReadable(waiter: Waiter): Promise<void> {
    const isWaiting = this.#waiter !== undefined;
    this.#waiter = waiter;
    if (isWaiting) return;
    await this.wait();
    const last = this.#waiter;
    this.#waiter = undefined;
    last.onReadable();
  }

  async wait(signal?: AbortSignal): Promise<void> {
    if (this.lag > 0 || this.#isDone || this.#ring.end) return;
    const isOver = new AbortController();
    const options = { signal: signal ? AbortSignal.any([signal, isOver.signal]) : isOver.signal };
    const events = [once(this.#ring.news, 'frame', options), once(this.#stopped, 'stopped', options)];
    await Promise.race(events).finally(() => isOver.abort());
    for (const event of events) event.catch(() => {}); // the one that was not waited for
  }

  seek(to: 'oldest' | 'latest' | number): void {
    const { firstSeq, nextSeq } = this.#ring;
    const seq = to === 'oldest' ? firstSeq : to === 'latest' ? nextSeq : to;
    if (!(seq <= nextSeq)) throw new RangeError(`There is no frame ${seq}.`);
    this.seq = seq;
  }

  [Symbol.dispose](): void {
    this.#isDone = true;
    this.#stopped.emit('stopped');
  }

  #skip(): ReadResult {
    const resumeSeq = this.#ring.firstSeq;
    const missed = resumeSeq - this.seq;
    this.seq = resumeSeq;
    return { kind: 'gap', missed, resumeSeq };
  }

  #lease(firstSeq: number, chunks: readonly Uint8Array[], byteLength: number): Lease {
    const ring = this.#ring;
    let isOver = false;
    const release = () => {
      if (!isOver) ring.leases -= 1;
      isOver = true;
    };
    ring.leases += 1;
    const end = { release, abandon: release, [Symbol.dispose]: release };
    const frames = chunks.length;
    return { firstSeq, lastSeq: firstSeq + frames - 1, frames, chunks, byteLength, eachFrame: () => chunks, ...end };
  }
}
