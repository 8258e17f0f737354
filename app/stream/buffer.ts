/**
 * A zero-copy stream buffer: frames are encoded once into an append-only log of segments and read from there by any
 * number of cursors. Nothing is copied or queued per reader.
 *
 * - A frame is never split, changed or lost in silence: a reader that was overtaken is told how many frames it missed.
 * - A reader costs a number. Segment memory stays within `retainBytes + maxPinnedBytes + segmentBytes` (the last one
 *   is the spare that is written next), plus an index of about 8 bytes for each retained frame.
 * - A writer never waits for a reader. At the bounds old frames leave the log, and the reader that looks furthest
 *   back is ejected.
 * - Memory is written again only when it left the log and every lease on it was released. Forgetting a release can
 *   cost an allocation, in the end the reader, but never bytes of somebody else.
 *
 * `pumpToNode`, `pumpToWebSocket` and `toReadable` bring a cursor to a client.
 *
 * @example
 * const buffer = createStreamBuffer({ segmentBytes: 65_536, retainBytes: 1_048_576, maxPinnedBytes: 1_048_576 });
 * using cursor = buffer.cursor('oldest');
 * buffer.append('data: 21.4\n\n');
 * const result = cursor.read();
 * if (result.kind === 'data') {
 *   using lease = result.lease;
 *   for (const chunk of lease.chunks) process.stdout.write(chunk);
 * }
 */
import { SegmentedLog } from './segmented-log.ts';

/** An empty buffer; it allocates nothing before the first frame. @throws RangeError for sizes that cannot hold. */
export function createStreamBuffer(options: StreamBufferOptions): StreamBuffer {
  const { segmentBytes, retainBytes, maxPinnedBytes, maxFrameBytes = retainBytes, firstSeq = 1 } = options;
  requireWhole('segmentBytes', segmentBytes, 1, retainBytes);
  requireWhole('retainBytes', retainBytes, segmentBytes, Number.MAX_SAFE_INTEGER);
  requireWhole('maxPinnedBytes', maxPinnedBytes, 0, Number.MAX_SAFE_INTEGER);
  requireWhole('maxFrameBytes', maxFrameBytes, 1, retainBytes);
  requireWhole('firstSeq', firstSeq, 0, Number.MAX_SAFE_INTEGER);
  return new SegmentedLog({ resumeAt: 'quarter', debugPoison: false, ...options, maxFrameBytes, firstSeq });
}

export interface StreamBufferOptions {
  /** Memory is taken in pieces of this size. 64 to 256 KiB: a view of 16 bytes keeps its whole segment alive. */
  readonly segmentBytes: number;
  /** Memory of the log, counted in whole segments. What does not fit any more leaves, oldest segment first. */
  readonly retainBytes: number;
  /** Memory that left the log but is still leased. Beyond it the reader that looks furthest back is ejected. */
  readonly maxPinnedBytes: number;
  /** A larger frame is refused. One larger than a segment gets a segment of its own. Default and most: `retainBytes`. */
  readonly maxFrameBytes?: number;
  /** Number of the first frame, so that a log can share the numbers of what it transports. Default 1. */
  readonly firstSeq?: number;
  /** Where an overtaken reader goes on: a quarter into the log (default), or at the newest frame, if each frame is a whole state. */
  readonly resumeAt?: 'quarter' | 'latest';
  /** Fills memory with 0xDD before it is used again, so that a read after release shows. For tests. */
  readonly debugPoison?: boolean;
}

export interface StreamBuffer extends Disposable {
  /** Publishes one frame and returns its number. Strings become UTF-8 in place, bytes are copied: this is the only copy.
   *  @throws RangeError for an empty or too large frame. @throws Error when sealed, or while a reservation is open. */
  append(frame: Uint8Array | string): number;
  /** Claims memory to encode one frame into. One claim at a time, and no `append` meanwhile. Throws like `append`. */
  reserve(maxBytes: number): Reservation;
  /** A reader at the oldest frame, behind the newest (default), or behind the frame `after`, which may have left the log.
   *  @throws RangeError when `after` is not a number of this log: compare an id from outside with `nextSeq` first. */
  cursor(from?: 'oldest' | 'latest' | { readonly after: number }): Cursor;
  /** No more frames. Readers get the rest and then `end`, with the error if one is given. Only the first call counts. */
  seal(error?: unknown): void;
  /** Number of the oldest frame in the log; equals `nextSeq` when it holds none. */
  readonly firstSeq: number;
  /** Number the next frame will get. Numbers never wrap. */
  readonly nextSeq: number;
  /** Not all readers that waited have been told of what was appended: thousands are told over several turns of the event loop. */
  readonly isWaking: boolean;
  stats(): StreamBufferStats;
  /** Lets go of all memory at once: readers end with an error, chunks in their hands stay as they are. */
  [Symbol.dispose](): void;
}

export interface StreamBufferStats {
  /** Segments of the log and their memory. */
  readonly segments: number;
  readonly retainedBytes: number;
  /** Memory that left the log and lives on only because of leases. */
  readonly pinnedBytes: number;
  /** Leases not given back yet, in the log and out of it. */
  readonly leases: number;
  /** Readers that wait for the next frame. */
  readonly parked: number;
  /** How often: memory was written again; was left to the garbage collector, as its readers cannot be observed; a reader was ejected. */
  readonly recycled: number;
  readonly abandoned: number;
  readonly ejected: number;
}

export interface Cursor extends Disposable {
  /** Number of the frame to be read next. */
  readonly seq: number;
  /** Frames between this reader and the end of the log. */
  readonly lag: number;
  /** Aborted, with an `EjectedError`, when the buffer put this reader out because it held on to memory too long. */
  readonly ejected: AbortSignal;
  /** What comes next, at once: whole frames up to `maxBytes` (default 64 KiB), at least one.
   *  A `gap` is followed by data, which is fixed when the gap is told and as large as that call asked for. */
  read(maxBytes?: number): ReadResult;
  /** Resolves when `read` has more to say than `empty`; it may resolve early. Rejects with the reason of the signal. */
  wait(signal?: AbortSignal): Promise<void>;
  /** Like `wait` without its promises, for who writes to thousands: calls once, never from in here. The last waiter counts. */
  whenReadable(waiter: Waiter): void;
  /** Goes to the oldest frame, behind the newest, or to a number; throws like `StreamBuffer.cursor`. */
  seek(to: 'oldest' | 'latest' | number): void;
  /** Ends this reader: `read` says `end`, `wait` resolves. Leases it gave out stay good until they are released. */
  [Symbol.dispose](): void;
}

/** An object, as a closure for each of thousands would have to be looked up too. */
export interface Waiter {
  /** Must not throw: other readers wait behind it. */
  onReadable(): void;
}

export type ReadResult =
  | { readonly kind: 'data'; readonly lease: Lease }
  | { readonly kind: 'gap'; readonly missed: number; readonly resumeSeq: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'end'; readonly error?: unknown };

/** Leave to look into the log. Give it back on every path; only the first `release` or `abandon` counts. */
export interface Lease extends Disposable {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly frames: number;
  /** Views of the log's own memory, each of whole frames. Never write to them, transfer or detach them; copy what you keep. */
  readonly chunks: readonly Uint8Array[];
  readonly byteLength: number;
  /** Every frame by itself, as a view under the same rules. */
  eachFrame(): Iterable<Uint8Array>;
  /** Nobody looks at the chunks any more; their memory may be written again. Disposing does the same. */
  release(): void;
  /** Somebody may look at the chunks for as long as they like: their memory is never written again. */
  abandon(): void;
}

export interface Reservation {
  /** Memory to write to, until `commit` or `abort`. It may hold old bytes. */
  readonly view: Uint8Array;
  /** Publishes the first `length` bytes as one frame and returns its number. @throws RangeError unless 1..maxBytes. */
  commit(length: number): number;
  /** Publishes nothing. Does nothing after `commit`. */
  abort(): void;
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`createStreamBuffer: ${name} must be a whole number from ${least} to ${most}, not ${value}`);
}
