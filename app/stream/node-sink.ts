import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';

export type NodeResponse = ServerResponse | Http2ServerResponse;

/** What both kinds have in common; their overloads do not mix. */
interface Writable {
  write(chunk: Uint8Array, onDone?: (error?: Error | null) => void): boolean;
}

/** Why writing must stop before everything was written. */
export interface Stop {
  readonly reason: 'client-closed' | 'stalled' | 'aborted' | 'error';
  readonly error?: unknown;
}

export interface NodeSinkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly stallTimeoutMs: number;
  /** Called once, when something stopped the sink from outside. */
  readonly onStop: () => void;
}

/** A Node response as a place to write to: what it accepts, when it is ready again, and what put an end to it. */
export class NodeSink implements Disposable {
  readonly #res: NodeResponse;
  readonly #options: NodeSinkOptions;
  #stopped: Stop | undefined;
  #wake: (() => void) | undefined;
  #pendingWrites = 0;
  #hasFinished = false;
  /** Body bytes handed to the response. */
  bytes = 0;

  constructor(res: NodeResponse, options: NodeSinkOptions) {
    if (res.writableEnded && !isDestroyed(res))
      throw new Error('The response has ended: write to it before res.end().');
    this.#res = res;
    this.#options = options;
    res.on('drain', this.#onDrain).on('close', this.#onClose).on('error', this.#onError);
    // A response that waits behind another one is not told by Node 22 when their connection dies.
    connectionOf(res).on('close', this.#onClose);
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (options.signal?.aborted) this.#onAbort();
  }

  get stopped(): Stop | undefined {
    // A destroyed response still emits `drain`, and `close` comes later: look before every write.
    if (isDestroyed(this.#res)) this.#onClose();
    return this.#stopped;
  }

  stop(stop: Stop): void {
    // Node closes a finished response by itself; that is no stop.
    if (this.#stopped || this.#hasFinished) return;
    this.#stopped = stop;
    this.#options.onStop();
    this.#wake?.();
  }

  /** Hands over the chunks in one system call. `onDone` runs once: with an error, or when the system took all of them. */
  write(chunks: readonly Uint8Array[], onDone: (error?: Error | null) => void): void {
    const stream = streamOf(this.#res);
    const target: Writable = this.#res;
    this.#pendingWrites += 1;
    stream?.cork();
    chunks.forEach((chunk, index) => {
      this.bytes += chunk.byteLength;
      if (index < chunks.length - 1) target.write(chunk);
      else target.write(chunk, error => this.#settleWrite(error, onDone));
    });
    stream?.uncork();
  }

  /** Resolves when the response takes more, or writing was stopped; stops it after the stall timeout. */
  async drained(): Promise<void> {
    await this.#until(() => !this.#res.writableNeedDrain);
  }

  /** Resolves when the system took every byte, or writing was stopped. */
  async flushed(): Promise<void> {
    await this.#until(() => this.#pendingWrites === 0);
  }

  /** Ends the response and resolves when the system took every byte, or writing was stopped. */
  async end(): Promise<void> {
    if (this.stopped) return;
    // The event `finish` will not do: an HTTP/2 response emits it on every close.
    this.#res.end((error?: Error | null) => {
      this.#hasFinished = !error;
      this.#wake?.();
    });
    await this.#until(() => this.#hasFinished);
  }

  /** Cuts the response off, so that the client can tell it from a whole one. */
  destroy(): void {
    // Without an error an HTTP/2 stream would end as if it were complete.
    if ('stream' in this.#res) this.#res.stream.destroy(new Error('The response was cut off.'));
    else this.#res.destroy();
  }

  [Symbol.dispose](): void {
    this.#res.off('drain', this.#onDrain).off('close', this.#onClose).off('error', this.#onError);
    connectionOf(this.#res).off('close', this.#onClose);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
  }

  async #until(isDone: () => boolean): Promise<void> {
    if (this.stopped || isDone()) return;
    const timer = setTimeout(() => this.stop({ reason: 'stalled' }), this.#options.stallTimeoutMs);
    while (!this.stopped && !isDone()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    clearTimeout(timer);
  }

  #settleWrite(error: Error | null | undefined, onDone: (error?: Error | null) => void): void {
    this.#pendingWrites -= 1;
    onDone(error);
    // Node 22 calls a response finished even if its last write failed.
    if (error) this.#onClose();
    this.#wake?.();
  }

  readonly #onDrain = () => this.#wake?.();
  readonly #onClose = () => this.stop({ reason: 'client-closed' });
  readonly #onError = (error: Error) => this.stop({ reason: 'error', error });
  readonly #onAbort = () => this.stop({ reason: 'aborted', error: this.#options.signal?.reason });
}

function isDestroyed(res: NodeResponse): boolean {
  return connectionOf(res).destroyed || ('destroyed' in res && res.destroyed);
}

/** What carries the response, also before it is its turn. */
function connectionOf(res: NodeResponse) {
  return 'stream' in res ? res.stream : res.req.socket;
}

/**
 * What to cork. Not the response itself: a corked HTTP/1 response with chunked encoding sends its pieces one system
 * call each, and its `write` no longer says that the socket is full.
 */
function streamOf(res: NodeResponse) {
  return 'stream' in res ? res.stream : res.socket;
}
