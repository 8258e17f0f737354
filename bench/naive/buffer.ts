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
 * The stream buffer done the obvious way: linear memory that is written from front to back, and for every reader a queue of
 * copies to read from. What does not fit any more is moved out of the front; the queues have no end.
 */
export function createNaiveBuffer(options: StreamBufferOptions): StreamBuffer {
  return new NaiveBuffer(options);
}

class NaiveBuffer implements StreamBuffer {
  readonly #memory: Uint8Array;
  readonly #maxFrameBytes: number;
  /** Where each frame in the memory ends. */
  #ends: number[] = [];
  readonly isWaking = false;
  nextSeq: number;
  readonly readers = new Set<NaiveCursor>();
  leases = 0;
  end: ReadResult | undefined;

  constructor({ retainBytes, maxFrameBytes = retainBytes, firstSeq = 1 }: StreamBufferOptions) {
    this.#memory = new Uint8Array(retainBytes);
    this.#maxFrameBytes = maxFrameBytes;
    this.nextSeq = firstSeq;
  }

  get firstSeq(): number {
    return this.nextSeq - this.#ends.length;
  }

  append(frame: Uint8Array | string): number {
    if (this.end) throw new Error('The buffer is sealed.');
    const bytes = Buffer.from(frame);
    this.#requireSize(bytes.length);
    this.#makeRoom(bytes.length);
    const start = this.#ends.at(-1) ?? 0;
    this.#memory.set(bytes, start);
    this.#ends.push(start + bytes.length);
    for (const reader of this.readers) reader.push(this.#memory.slice(start, start + bytes.length));
    return this.nextSeq++;
  }

  reserve(maxBytes: number): Reservation {
    if (this.end) throw new Error('The buffer is sealed.');
    this.#requireSize(maxBytes);
    const view = new Uint8Array(maxBytes);
    return { view, commit: length => this.append(view.subarray(0, length)), abort: () => {} };
  }

  cursor(from: 'oldest' | 'latest' | { readonly after: number } = 'latest'): Cursor {
    const cursor = new NaiveCursor(this);
    cursor.seek(typeof from === 'object' ? from.after + 1 : from);
    this.readers.add(cursor);
    return cursor;
  }

  /** Copies of the frames from `seq` on, as far back as there are any. */
  copiesFrom(seq: number): Uint8Array[] {
    const first = Math.max(0, seq - this.firstSeq);
    return this.#ends.slice(first).map((end, index) => this.#memory.slice(this.#ends[first + index - 1] ?? 0, end));
  }

  seal(error?: unknown): void {
    this.end ??= error === undefined ? { kind: 'end' } : { kind: 'end', error };
    for (const reader of this.readers) reader.wake();
  }

  stats() {
    const parked = [...this.readers].filter(reader => reader.isParked).length;
    const never = { pinnedBytes: 0, recycled: 0, abandoned: 0, ejected: 0 };
    return { segments: 1, retainedBytes: this.#ends.at(-1) ?? 0, leases: this.leases, parked, ...never };
  }

  [Symbol.dispose](): void {
    this.seal(new Error('The buffer was disposed.'));
    this.#ends = [];
  }

  #requireSize(bytes: number): void {
    if (!Number.isInteger(bytes) || bytes < 1 || bytes > this.#maxFrameBytes)
      throw new RangeError(`A frame of ${bytes} bytes does not fit.`);
  }

  #makeRoom(bytes: number): void {
    const drop = this.#ends.findIndex(end => (this.#ends.at(-1) ?? 0) - end + bytes <= this.#memory.length);
    if ((this.#ends.at(-1) ?? 0) + bytes <= this.#memory.length) return;
    const start = this.#ends[drop]!;
    this.#memory.copyWithin(0, start);
    this.#ends = this.#ends.slice(drop + 1).map(end => end - start);
  }
}

class NaiveCursor implements Cursor {
  readonly #log: NaiveBuffer;
  readonly #news = new EventEmitter();
  #queue: Uint8Array[] = [];
  #isDone = false;
  #waiter: Waiter | undefined;
  readonly ejected = new AbortController().signal;

  constructor(log: NaiveBuffer) {
    this.#log = log;
  }

  get seq(): number {
    return this.#log.nextSeq - this.#queue.length;
  }

  get lag(): number {
    return this.#queue.length;
  }

  get isParked(): boolean {
    return this.#news.listenerCount('frame') > 0;
  }

  push(copy: Uint8Array): void {
    this.#queue.push(copy);
    this.wake();
  }

  wake(): void {
    this.#news.emit('frame');
  }

  read(maxBytes = 65_536): ReadResult {
    if (this.#isDone) return { kind: 'end' };
    const firstSeq = this.seq;
    let [frames, bytes] = [0, 0];
    while (frames < this.#queue.length && (frames === 0 || bytes + this.#queue[frames]!.length <= maxBytes)) {
      bytes += this.#queue[frames++]!.length;
    }
    if (frames > 0) return { kind: 'data', lease: this.#lease(firstSeq, this.#queue.splice(0, frames)) };
    return this.#log.end ?? { kind: 'empty' };
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
    if (this.lag === 0 && !this.#isDone && !this.#log.end) await once(this.#news, 'frame', { signal });
  }

  seek(to: 'oldest' | 'latest' | number): void {
    const { firstSeq, nextSeq } = this.#log;
    const seq = to === 'oldest' ? firstSeq : to === 'latest' ? nextSeq : to;
    if (!(seq <= nextSeq)) throw new RangeError(`There is no frame ${seq}.`);
    this.#queue = this.#log.copiesFrom(seq);
  }

  [Symbol.dispose](): void {
    this.#isDone = true;
    this.#queue = [];
    this.#log.readers.delete(this);
    this.wake();
  }

  #lease(firstSeq: number, chunks: readonly Uint8Array[]): Lease {
    const log = this.#log;
    let isOver = false;
    const release = () => {
      if (!isOver) log.leases -= 1;
      isOver = true;
    };
    log.leases += 1;
    const [frames, byteLength] = [chunks.length, chunks.reduce((sum, chunk) => sum + chunk.length, 0)];
    const lastSeq = firstSeq + frames - 1;
    const end = { release, abandon: release, [Symbol.dispose]: release };
    return { firstSeq, lastSeq, frames, chunks, byteLength, eachFrame: () => chunks, ...end };
  }
}
