import type { Cursor, Lease, Waiter } from './buffer.ts';
import type { OnBatch } from './counted-cursor.ts';
import { EjectedError } from './ejected-error.ts';
import type { Sink, SinkOptions } from './sink.ts';
import { unshared } from './unshared.ts';

const BATCH_BYTES = 65_536;

export interface PumpOptions extends SinkOptions {
  /** Bytes handed over at once; with a paused client at most one batch lies on top of the high-water mark. Default 65 536. */
  readonly batchBytes?: number;
  /** Told of each batch that is handed over. */
  readonly onBatch?: OnBatch;
  /** Where frames are news of one state: a client that kept us waiting goes on behind the newest one, as after a gap, when more
   *  than one came meanwhile. Default false. */
  readonly conflate?: boolean;
  /** Bytes to write in the place of frames that were lost to this reader; without them a gap is only counted. */
  readonly onGap?: (gap: { readonly missed: number }) => Uint8Array | undefined;
}

export interface PumpOutcome {
  readonly reason: 'end' | 'client-closed' | 'stalled' | 'aborted' | 'error';
  /** Bytes of frames and notices handed over. After any reason but `end` nobody knows how many arrived. */
  readonly bytes: number;
  readonly gaps: number;
  readonly error?: unknown;
}

/**
 * Writes what a cursor reads to a sink until the log ends, and says how it went. No byte is copied: a lease is held
 * until the system took its bytes. Takes over and disposes both, and destroys a sink that was stopped. `isLast` ends it.
 */
export function pump(cursor: Cursor, sink: Sink, options: PumpOptions, isLast: boolean): Promise<PumpOutcome> {
  const copying = new Copying(cursor, sink, options, isLast);
  copying.onReadable();
  return copying.outcome;
}

/** Is called back and awaits nothing for each frame: with thousands of viewers the promises would cost as much as the writing. */
class Copying implements Waiter {
  readonly #cursor: Cursor;
  readonly #sink: Sink;
  readonly #batchBytes: number;
  readonly #onGap: PumpOptions['onGap'];
  readonly #onBatch: OnBatch | undefined;
  readonly #conflate: boolean;
  readonly #isLast: boolean;
  /** Rejects with what `onGap` throws. */
  readonly outcome: Promise<PumpOutcome>;
  #settle!: (outcome: PumpOutcome | Promise<PumpOutcome>) => void;
  #isListening = false;
  #hasWaited = false;
  #bytes = 0;
  #gaps = 0;

  constructor(
    cursor: Cursor,
    sink: Sink,
    { batchBytes = BATCH_BYTES, onGap, onBatch, conflate = false }: PumpOptions,
    isLast: boolean,
  ) {
    this.#cursor = cursor;
    this.#sink = sink;
    this.#batchBytes = batchBytes;
    this.#onGap = onGap;
    this.#onBatch = onBatch;
    this.#conflate = conflate;
    this.#isLast = isLast;
    this.outcome = new Promise(resolve => {
      this.#settle = resolve;
    });
    sink.onStop = () => cursor[Symbol.dispose]();
  }

  onReadable(): void {
    try {
      while (this.#copyOn());
    } catch (error) {
      this.#sink.stop({ reason: 'error', error });
      this.#cutOff();
      this.#settle(Promise.reject(error));
    }
  }

  /** Who reads is told of an ejection by the cursor. Who waits for the client has to listen for it, as few ever do. */
  #stopWhenEjected(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const { ejected } = this.#cursor;
    ejected.addEventListener('abort', () => this.#sink.stop({ reason: 'stalled', error: ejected.reason }));
  }

  /** Copies a batch. False when there is nothing to be done now: `onReadable` is called when there is again, if ever. */
  #copyOn(): boolean {
    const cursor = this.#cursor;
    const sink = this.#sink;
    if (sink.stopped) return this.#finish();
    if (sink.isFull) return this.#awaitRoom();
    if (this.#hasWaited) this.#catchUp();
    const result = cursor.read(this.#batchBytes);
    if (result.kind === 'end') return this.#finish(result.error);
    if (result.kind === 'data') this.#write(result.lease);
    else if (result.kind === 'gap') this.#tellGap(result.missed);
    if (cursor.lag > 0 || sink.isFull) return true;
    cursor.whenReadable(this);
    return false;
  }

  #write(lease: Lease): void {
    this.#bytes += lease.byteLength;
    this.#onBatch?.(lease.frames, lease.byteLength);
    this.#sink.write(lease);
  }

  #tellGap(missed: number): void {
    this.#gaps += 1;
    const notice = this.#onGap?.({ missed });
    if (!notice) return;
    this.#bytes += notice.byteLength;
    this.#sink.write(unshared(notice));
  }

  #catchUp(): void {
    this.#hasWaited = false;
    const missed = this.#cursor.lag;
    if (!this.#conflate || missed <= 1) return;
    this.#cursor.seek('latest');
    this.#tellGap(missed);
  }

  #awaitRoom(): false {
    this.#hasWaited = true;
    this.#stopWhenEjected();
    void this.#sink.drained().then(() => this.onReadable());
    return false;
  }

  #finish(error?: unknown): false {
    if (error !== undefined) this.#sink.stop({ reason: error instanceof EjectedError ? 'stalled' : 'error', error });
    this.#settle(this.#leave());
    return false;
  }

  async #leave(): Promise<PumpOutcome> {
    const sink = this.#sink;
    if (sink.isWriting) this.#stopWhenEjected();
    await (this.#isLast ? sink.end() : sink.flushed());
    const outcome = { reason: 'end', ...sink.stopped, bytes: this.#bytes, gaps: this.#gaps } as const;
    this.#cutOff();
    return outcome;
  }

  /** Gives everything back. A client that did not get everything is destroyed. */
  #cutOff(): void {
    this.#cursor[Symbol.dispose]();
    if (this.#sink.stopped) this.#sink.cutOff();
    this.#sink[Symbol.dispose]();
  }
}
