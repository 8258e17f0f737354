import type { Reservation, StreamBuffer, StreamBufferOptions, StreamBufferStats } from './buffer.ts';
import { LogCursor } from './log-cursor.ts';
import type { Segment } from './segment.ts';
import { type LeaseHolder, SegmentLease } from './segment-lease.ts';
import { SegmentMemory } from './segment-memory.ts';
import { Stretch } from './stretch.ts';
import { WaitingRoom } from './waiting-room.ts';

/** The end of a log or of a reader, as `Cursor.read` tells it. */
export interface End {
  readonly kind: 'end';
  readonly error?: unknown;
}

/** The stream buffer: a list of segments whose frames are numbered without holes. */
export class SegmentedLog implements StreamBuffer {
  readonly #options: Required<StreamBufferOptions>;
  readonly #memory: SegmentMemory;
  /** Oldest first. The last one is written to. One whose only reservation was aborted is without frames. */
  readonly #segments: Segment[] = [];
  /** Readers that want to be woken once, in a microtask, when something was appended or the log has ended. */
  readonly waitingRoom = new WaitingRoom();
  #isWaking = false;
  /** What was read last, and with which bound: usually what the next reader wants. */
  #newest: { readonly stretch: Stretch; readonly maxBytes: number; readonly nextSeq: number } | undefined;
  #retainedBytes = 0;
  #nextSeq: number;
  #reservation: Reservation | undefined;
  #end: End | undefined;

  constructor(options: Required<StreamBufferOptions>) {
    this.#options = options;
    this.#memory = new SegmentMemory(options);
    this.#nextSeq = options.firstSeq;
  }

  get firstSeq(): number {
    return this.#segments[0]?.firstSeq ?? this.#nextSeq;
  }

  get nextSeq(): number {
    return this.#nextSeq;
  }

  get isWaking(): boolean {
    return this.#isWaking || this.waitingRoom.isWaking;
  }

  get end(): End | undefined {
    return this.#end;
  }

  append(frame: Uint8Array | string): number {
    const sizeBytes = typeof frame === 'string' ? Buffer.byteLength(frame) : frame.byteLength;
    const segment = this.#roomFor(sizeBytes);
    if (typeof frame === 'string') encoder.encodeInto(frame, segment.free(sizeBytes));
    else segment.free(sizeBytes).set(frame);
    return this.#publish(segment, sizeBytes);
  }

  reserve(maxBytes: number): Reservation {
    const segment = this.#roomFor(maxBytes);
    const reservation: Reservation = {
      view: segment.free(maxBytes),
      commit: length => {
        if (this.#reservation !== reservation)
          throw new Error('This reservation is over (committed, aborted or sealed): call reserve() for each frame.');
        requireFrameSize(length, maxBytes);
        this.#reservation = undefined;
        return this.#publish(segment, length);
      },
      abort: () => {
        if (this.#reservation === reservation) this.#reservation = undefined;
      },
    };
    this.#reservation = reservation;
    return reservation;
  }

  cursor(from: 'oldest' | 'latest' | { readonly after: number } = 'latest'): LogCursor {
    const cursor = new LogCursor(this);
    cursor.seek(typeof from === 'object' ? from.after + 1 : from);
    return cursor;
  }

  seal(error?: unknown): void {
    this.#end ??= error === undefined ? { kind: 'end' } : { kind: 'end', error };
    this.#reservation = undefined;
    this.#wake();
  }

  stats(): StreamBufferStats {
    const { pinnedBytes, leases, recycled, abandoned, ejected } = this.#memory;
    const log = { segments: this.#segments.length, retainedBytes: this.#retainedBytes, parked: this.waitingRoom.size };
    return { ...log, pinnedBytes, leases, recycled, abandoned, ejected };
  }

  [Symbol.dispose](): void {
    this.seal();
    this.#end = { kind: 'end', error: new Error('This stream buffer was disposed while it was read.') };
    this.#segments.length = 0;
    this.#retainedBytes = 0;
    this.#newest = undefined;
    this.#memory.clear();
  }

  /** Whole frames from `fromSeq` (which must be in the log) up to `maxBytes`, at least one. */
  lease(reader: LeaseHolder, fromSeq: number, maxBytes: number): SegmentLease {
    const lease = new SegmentLease(this.#memory, reader, this.#stretch(fromSeq, maxBytes));
    this.#memory.lend(lease);
    return lease;
  }

  /** Where a reader goes on that was overtaken. */
  get resumeSeq(): number {
    const { firstSeq, nextSeq } = this;
    if (this.#options.resumeAt === 'latest') return Math.max(firstSeq, nextSeq - 1);
    return firstSeq + Math.floor((nextSeq - firstSeq) / 4);
  }

  #roomFor(sizeBytes: number): Segment {
    if (this.#end) throw new Error('This stream buffer is sealed: append before seal().');
    if (this.#reservation) throw new Error('A reservation is open: commit() or abort() it first.');
    requireFrameSize(sizeBytes, this.#options.maxFrameBytes);
    const active = this.#segments.at(-1);
    return active && active.freeBytes >= sizeBytes ? active : this.#startSegment(sizeBytes);
  }

  #startSegment(frameBytes: number): Segment {
    const sizeBytes = Math.max(this.#options.segmentBytes, frameBytes);
    this.#newest = undefined; // it may be all that still holds memory which nobody else does
    while (this.#retainedBytes + sizeBytes > this.#options.retainBytes) this.#retire(this.#segments.shift()!);
    this.#memory.ejectBeyondBound();
    const segment = this.#memory.allocate(sizeBytes, this.#nextSeq);
    this.#segments.push(segment);
    this.#retainedBytes += sizeBytes;
    return segment;
  }

  #retire(segment: Segment): void {
    this.#retainedBytes -= segment.memory.byteLength;
    this.#memory.retire(segment);
  }

  #publish(segment: Segment, sizeBytes: number): number {
    segment.commit(sizeBytes);
    const seq = this.#nextSeq++;
    this.#wake();
    return seq;
  }

  /** One microtask for all readers and all that is appended before it. */
  #wake(): void {
    if (this.#isWaking || this.waitingRoom.size === 0) return;
    this.#isWaking = true;
    queueMicrotask(this.#wakeAll);
  }

  readonly #wakeAll = () => {
    this.#isWaking = false;
    this.waitingRoom.wakeAll();
  };

  #stretch(fromSeq: number, maxBytes: number): Stretch {
    const newest = this.#newest;
    if (newest?.stretch.firstSeq === fromSeq && newest.maxBytes === maxBytes && newest.nextSeq === this.#nextSeq)
      return newest.stretch;
    const stretch = this.#stretchFrom(fromSeq, maxBytes);
    this.#newest = { stretch, maxBytes, nextSeq: this.#nextSeq };
    return stretch;
  }

  #stretchFrom(fromSeq: number, maxBytes: number): Stretch {
    const stretch = new Stretch(fromSeq);
    for (let index = this.#indexOf(fromSeq); index < this.#segments.length; index++) {
      const segment = this.#segments[index]!;
      const seq = stretch.nextSeq;
      const fitting = segment.framesWithin(seq, maxBytes - stretch.byteLength);
      const frames = stretch.frames === 0 ? Math.max(1, fitting) : fitting;
      if (frames > 0) stretch.add(segment, frames);
      if (seq + frames < segment.firstSeq + segment.frames) break;
    }
    return stretch;
  }

  /** Index of the segment that holds `seq`: the last one that begins at or before it. */
  #indexOf(seq: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#segments[middle]!.firstSeq <= seq) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const encoder = new TextEncoder();

/** An empty frame is refused: it would take a number and index memory, and no reader could see it. */
function requireFrameSize(sizeBytes: number, maxBytes: number): void {
  if (Number.isSafeInteger(sizeBytes) && sizeBytes >= 1 && sizeBytes <= maxBytes) return;
  throw new RangeError(`A frame must have 1 to ${maxBytes} bytes, not ${sizeBytes}.`);
}
