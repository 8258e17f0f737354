import type { Lease } from './buffer.ts';

/** Why writing must stop before everything was written. */
export interface Stop {
  readonly reason: 'client-closed' | 'stalled' | 'aborted' | 'error';
  readonly error?: unknown;
}

/** Whole frames to write: in as few pieces as they lie in memory, or each by itself. */
export type Batch = Pick<Lease, 'chunks' | 'eachFrame' | 'release' | 'abandon'>;

export interface SinkOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long the client may take to make room, or to take the last bytes; up to four times as long where it was handed much. Default 30 000. */
  readonly stallTimeoutMs?: number;
}

const STALL_TIMEOUT_MS = 30_000;
/** Nobody tells how much of a large piece is out. A client that takes so much is slow, not stalled. */
const SLOW_BYTES_PER_SECOND = 1000;
const MOST_FOR_SLOWNESS = 3;

/** One client as a place to write to: what it accepts, when it is ready again, and what put an end to it. */
export abstract class Sink implements Disposable {
  readonly #options: SinkOptions;
  #onAbort: (() => void) | undefined;
  #stopped: Stop | undefined;
  #wake: (() => void) | undefined;
  /** Batches whose bytes the connection still holds, oldest first: it takes them in order. */
  readonly #inFlight: Batch[] = [];
  /** Everything was written and the end of it too: what happens to the connection from now on is no stop. */
  #hasFinished = false;
  /** Called once, when something stopped the sink from outside. */
  onStop = () => {};

  constructor(options: SinkOptions) {
    this.#options = options;
    const { signal } = options;
    if (!signal) return;
    this.#onAbort = () => this.stop({ reason: 'aborted', error: signal.reason });
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) this.#onAbort();
  }

  get stopped(): Stop | undefined {
    // The event that tells of it may come later than the next occasion to write: look before every write.
    if (this.isGone) this.stop({ reason: 'client-closed' });
    return this.#stopped;
  }

  stop(stop: Stop): void {
    if (this.#stopped || this.#hasFinished) return;
    this.#stopped = stop;
    this.onStop();
    this.wake();
  }

  /** Takes the batch over: releases it when the system took its bytes, abandons it when nobody can know. */
  write(batch: Batch): void {
    if (this.send(batch)) batch.release();
    else this.#inFlight.push(batch);
  }

  /** Resolves when the client takes more, or writing was stopped; stops it after the stall timeout. */
  async drained(): Promise<void> {
    await this.#until(() => !this.isFull);
  }

  /** Resolves when the system took every byte, or writing was stopped. */
  async flushed(): Promise<void> {
    await this.#until(() => !this.isWriting);
  }

  /** Tells the client that this was all, and resolves when everything is out, or writing was stopped. */
  async end(): Promise<void> {
    if (this.stopped) return;
    this.sendEnd();
    await this.#until(() => this.#hasFinished);
  }

  /** Nothing more should be written before it has `drained`. */
  abstract readonly isFull: boolean;

  /** Cuts the client off, so that it can tell what it has from the whole. */
  cutOff(): void {
    this.destroy();
    // A response that waits behind another one on its connection never calls back once that is gone.
    for (const batch of this.#inFlight.splice(0)) batch.abandon();
  }

  [Symbol.dispose](): void {
    if (this.#onAbort) this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.unlisten();
  }

  #patienceMs(): number {
    const { stallTimeoutMs = STALL_TIMEOUT_MS } = this.#options;
    const slowMs = (this.heldBytes / SLOW_BYTES_PER_SECOND) * 1000;
    return stallTimeoutMs + Math.min(slowMs, MOST_FOR_SLOWNESS * stallTimeoutMs);
  }

  /** Bytes that the system has not taken yet, as far as is known. */
  protected abstract readonly heldBytes: number;
  /** The connection is gone, whether or not its event came. */
  protected abstract readonly isGone: boolean;
  protected abstract destroy(): void;
  /** True: the system took all of it within the call. Else `written` is called, later. */
  protected abstract send(batch: Batch): boolean;
  /** Calls `finish` when the last byte and the end are out. */
  protected abstract sendEnd(): void;
  protected abstract unlisten(): void;

  /** The connection still holds bytes. */
  get isWriting(): boolean {
    return this.#inFlight.length > 0;
  }

  protected finish(): void {
    this.#hasFinished = true;
    this.wake();
  }

  /** The connection is done with the oldest batch in flight: the system has all of it, or it failed. */
  protected written(error?: Error | null): void {
    const batch = this.#inFlight.shift();
    if (error) {
      // A failed write does not say that the system stopped reading the bytes.
      batch?.abandon();
      // Node 22 calls a response finished even if its last write failed.
      this.stop({ reason: 'client-closed' });
    } else batch?.release();
    this.wake();
  }

  /** Something changed: whoever waits looks again. */
  protected wake(): void {
    this.#wake?.();
  }

  async #until(isDone: () => boolean): Promise<void> {
    if (this.stopped || isDone()) return;
    const timer = setTimeout(() => this.stop({ reason: 'stalled' }), this.#patienceMs());
    while (!this.stopped && !isDone()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    clearTimeout(timer);
  }
}
