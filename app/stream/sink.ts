/** Why writing must stop before everything was written. */
export interface Stop {
  readonly reason: 'client-closed' | 'stalled' | 'aborted' | 'error';
  readonly error?: unknown;
}

/** Whole frames to write: in as few pieces as they lie in memory, or each by itself. A lease is one. */
export interface Batch {
  readonly chunks: readonly Uint8Array[];
  eachFrame(): Iterable<Uint8Array>;
}

/** Runs once: with an error, or when the system took all bytes. */
export type OnDone = (error?: Error | null) => void;

export interface SinkOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long the client may take to make room, or to take the last bytes. Default 30 000. */
  readonly stallTimeoutMs?: number;
}

const STALL_TIMEOUT_MS = 30_000;

/** One client as a place to write to: what it accepts, when it is ready again, and what put an end to it. */
export abstract class Sink implements Disposable {
  readonly #options: SinkOptions;
  #stopped: Stop | undefined;
  #wake: (() => void) | undefined;
  #pendingWrites = 0;
  /** Everything was written and the end of it too: what happens to the connection from now on is no stop. */
  #hasFinished = false;
  /** Called once, when something stopped the sink from outside. */
  onStop = () => {};

  constructor(options: SinkOptions) {
    this.#options = options;
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (options.signal?.aborted) this.#onAbort();
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

  write(batch: Batch, onDone: OnDone): void {
    this.#pendingWrites += 1;
    this.send(batch, error => {
      this.#pendingWrites -= 1;
      onDone(error);
      // Node 22 calls a response finished even if its last write failed.
      if (error) this.stop({ reason: 'client-closed' });
      this.wake();
    });
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
  abstract destroy(): void;

  [Symbol.dispose](): void {
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.unlisten();
  }

  /** The connection is gone, whether or not its event came. */
  protected abstract readonly isGone: boolean;
  protected abstract send(batch: Batch, onDone: OnDone): void;
  /** Calls `finish` when the last byte and the end are out. */
  protected abstract sendEnd(): void;
  protected abstract unlisten(): void;

  protected get isWriting(): boolean {
    return this.#pendingWrites > 0;
  }

  protected finish(): void {
    this.#hasFinished = true;
    this.wake();
  }

  /** Something changed: whoever waits looks again. */
  protected wake(): void {
    this.#wake?.();
  }

  async #until(isDone: () => boolean): Promise<void> {
    if (this.stopped || isDone()) return;
    const timer = setTimeout(() => this.stop({ reason: 'stalled' }), this.#options.stallTimeoutMs ?? STALL_TIMEOUT_MS);
    while (!this.stopped && !isDone()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    clearTimeout(timer);
  }

  readonly #onAbort = () => this.stop({ reason: 'aborted', error: this.#options.signal?.reason });
}
