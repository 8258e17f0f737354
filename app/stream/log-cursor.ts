import type { Cursor, ReadResult, Waiter } from './buffer.ts';
import { EjectedError } from './ejected-error.ts';
import type { SegmentLease } from './segment-lease.ts';
import type { End, SegmentedLog } from './segmented-log.ts';
import type { Guest } from './waiting-room.ts';

const DEFAULT_READ_BYTES = 65_536;
const EMPTY: ReadResult = { kind: 'empty' };
const READY = Promise.resolve();

/** One reader: a number. Only after a gap it holds a lease, so that data follows however fast the log runs. */
export class LogCursor implements Cursor, Guest {
  readonly #log: SegmentedLog;
  /** Made when somebody asks: most readers are never ejected, and there are thousands. */
  #ejection: AbortController | undefined;
  #hasBeenEjected = false;
  /** In the log's waiting room. */
  place = 0;
  #seq = 0;
  #afterGap: SegmentLease | undefined;
  #waiting: PromiseWithResolvers<void> | undefined;
  #waiter: Waiter | undefined;
  #end: End | undefined;

  constructor(log: SegmentedLog) {
    this.#log = log;
  }

  get seq(): number {
    return this.#seq;
  }

  get lag(): number {
    return this.#log.nextSeq - this.#seq;
  }

  get ejected(): AbortSignal {
    if (!this.#ejection) {
      this.#ejection = new AbortController();
      if (this.#hasBeenEjected) this.#ejection.abort(new EjectedError());
    }
    return this.#ejection.signal;
  }

  read(maxBytes = DEFAULT_READ_BYTES): ReadResult {
    if (this.#end) return this.#end;
    if (this.#afterGap) return this.#give(this.#afterGap);
    if (!this.#isReadable()) return EMPTY;
    if (this.#seq < this.#log.firstSeq) return this.#skip(maxBytes);
    if (this.lag > 0) return this.#give(this.#log.lease(this, this.#seq, maxBytes));
    return this.#log.end ?? EMPTY;
  }

  wait(signal?: AbortSignal): Promise<void> {
    if (signal) return this.#waitFor(signal);
    if (this.#isReadable()) return READY;
    this.#waiting ??= Promise.withResolvers();
    this.#log.waitingRoom.enter(this);
    return this.#waiting.promise;
  }

  whenReadable(waiter: Waiter): void {
    this.#waiter = waiter;
    if (this.#isReadable()) this.#wakeSoon();
    else this.#log.waitingRoom.enter(this);
  }

  seek(to: 'oldest' | 'latest' | number): void {
    const { firstSeq, nextSeq } = this.#log;
    const seq = to === 'oldest' ? firstSeq : to === 'latest' ? nextSeq : to;
    if (!Number.isSafeInteger(seq) || seq < 0 || seq > nextSeq) {
      throw new RangeError(
        `No frame ${seq} in a log that goes up to ${nextSeq - 1}: compare ids from outside with nextSeq.`,
      );
    }
    this.#dropHeld();
    this.#seq = seq;
  }

  /** Called by the log, which has forgotten it then. */
  wake(): void {
    this.#waiting?.resolve();
    this.#waiting = undefined;
    const waiter = this.#waiter;
    this.#waiter = undefined;
    waiter?.onReadable();
  }

  /** Called from inside an append: whoever listens runs later, never there. */
  eject(): void {
    const error = new EjectedError();
    this.#stop({ kind: 'end', error });
    queueMicrotask(() => {
      this.#hasBeenEjected = true;
      this.#ejection?.abort(error);
    });
  }

  [Symbol.dispose](): void {
    this.#stop({ kind: 'end' });
  }

  async #waitFor(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const wake = () => this.#wakeSoon();
    signal.addEventListener('abort', wake, { once: true });
    await this.wait();
    signal.removeEventListener('abort', wake);
    signal.throwIfAborted();
  }

  #isReadable(): boolean {
    const { firstSeq, nextSeq, end } = this.#log;
    const hasData = this.lag > 0 && firstSeq < nextSeq;
    return hasData || this.#end !== undefined || this.#afterGap !== undefined || end !== undefined;
  }

  #give(lease: SegmentLease): ReadResult {
    this.#afterGap = undefined;
    this.#seq = lease.lastSeq + 1;
    return { kind: 'data', lease };
  }

  #skip(maxBytes: number): ReadResult {
    const { resumeSeq } = this.#log;
    const missed = resumeSeq - this.#seq;
    this.#seq = resumeSeq;
    if (this.lag > 0) this.#afterGap = this.#log.lease(this, resumeSeq, maxBytes);
    return { kind: 'gap', missed, resumeSeq };
  }

  #stop(end: End): void {
    this.#end ??= end;
    this.#dropHeld();
    this.#wakeSoon();
  }

  #wakeSoon(): void {
    this.#log.waitingRoom.leave(this);
    if (this.#waiting || this.#waiter) queueMicrotask(() => this.wake());
  }

  #dropHeld(): void {
    this.#afterGap?.release();
    this.#afterGap = undefined;
  }
}
