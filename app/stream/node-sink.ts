import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { type Batch, Sink, type SinkOptions } from './sink.ts';

export type NodeResponse = ServerResponse | Http2ServerResponse;

/** What both kinds have in common; their overloads do not mix. */
interface Writable {
  write(chunk: Uint8Array, onDone?: (error?: Error | null) => void): boolean;
}

/** The response to one HTTP/1 or HTTP/2 request. @throws Error when it has already ended. */
export class NodeSink extends Sink {
  readonly #res: NodeResponse;

  constructor(res: NodeResponse, options: SinkOptions) {
    if (res.writableEnded && !isDestroyed(res))
      throw new Error('The response has ended: write to it before res.end().');
    super(options);
    this.#res = res;
    res.on('drain', this.#onDrain).on('close', this.#onClose).on('error', this.#onError);
    // A response that waits behind another one is not told by Node 22 when their connection dies.
    connectionOf(res).on('close', this.#onClose);
  }

  protected destroy(): void {
    // Without an error an HTTP/2 stream would end as if it were complete.
    if ('stream' in this.#res) this.#res.stream.destroy(new Error('The response was cut off.'));
    else this.#res.destroy();
  }

  /** A destroyed response still emits `drain`, and `close` comes later. */
  protected get isGone(): boolean {
    return isDestroyed(this.#res);
  }

  protected get heldBytes(): number {
    return this.#res.writableLength;
  }

  get isFull(): boolean {
    return this.#res.writableNeedDrain;
  }

  /** Hands the chunks over in one system call. */
  protected send({ chunks }: Batch): boolean {
    const stream = streamOf(this.#res);
    const target: Writable = this.#res;
    stream?.cork();
    chunks.forEach((chunk, index) => {
      if (index < chunks.length - 1) target.write(chunk);
      else target.write(chunk, error => this.written(error));
    });
    stream?.uncork();
    return false;
  }

  protected sendEnd(): void {
    // The event `finish` will not do: an HTTP/2 response emits it on every close.
    this.#res.end((error?: Error | null) => {
      if (error) this.wake();
      else this.finish();
    });
  }

  protected unlisten(): void {
    this.#res.off('drain', this.#onDrain).off('close', this.#onClose).off('error', this.#onError);
    connectionOf(this.#res).off('close', this.#onClose);
  }

  readonly #onDrain = () => this.wake();
  readonly #onClose = () => this.stop({ reason: 'client-closed' });
  readonly #onError = (error: Error) => this.stop({ reason: 'error', error });
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
