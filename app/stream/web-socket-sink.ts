import { type Batch, Sink, type SinkOptions } from './sink.ts';

/** What is used of a server's end of a WebSocket, as the package `ws` makes it. */
export interface ServerWebSocket {
  readonly readyState: number;
  /** Bytes that the system has not taken yet. */
  readonly bufferedAmount: number;
  /** Must neither write to `data` nor look at it after `onDone` was called without an error. */
  send(data: Uint8Array, options: { readonly binary: boolean }, onDone?: (error?: Error | null) => void): void;
  close(code: number, reason?: string): void;
  terminate(): void;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments depend on the event, and overloads do not mix
  on(event: 'close' | 'error', listener: (...args: any[]) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  off(event: 'close' | 'error', listener: (...args: any[]) => void): unknown;
}

export interface WebSocketSinkOptions extends SinkOptions {
  /** Binary messages; otherwise text, for which every frame must be UTF-8 (as appended strings are). Default false. */
  readonly binary?: boolean;
  /** The connection below, `request.socket`: with it a batch of messages takes one system call. */
  readonly connection?: { cork(): void; uncork(): void } | undefined;
  /** What the client is told at the end, asked for when it has come. Default: 1000. */
  readonly closing?: () => { readonly code: number; readonly reason: string } | undefined;
}

const OPEN = 1;
/** Beyond it the client counts as full. */
const HIGH_WATER_BYTES = 65_536;
/** RFC 6455, section 7.4.1. The last one is what the other side is said to have "sent" when it sent none. */
const CODES = { end: 1000, goingAway: 1001, failed: 1011, none: 1006 };

/**
 * The server's end of a WebSocket; each frame is one message. `ws` 8 hands the memory it is given to the socket as it is:
 * a server does not mask, compression reads it before the callback, and a client's end would mask a copy.
 */
export class WebSocketSink extends Sink {
  readonly #socket: ServerWebSocket;
  readonly #options: WebSocketSinkOptions;
  #isEnding = false;

  constructor(socket: ServerWebSocket, options: WebSocketSinkOptions) {
    super(options);
    this.#socket = socket;
    this.#options = options;
    socket.on('close', this.#onClose);
    socket.on('error', this.#onError);
  }

  /** With a code that says why, where that goes out at once. Behind bytes that the client does not take it never would. */
  protected destroy(): void {
    const reason = this.stopped?.reason;
    const hasRoom = this.#socket.readyState === OPEN && !this.isFull;
    if (hasRoom && reason === 'aborted') this.#socket.close(CODES.goingAway);
    else if (hasRoom && reason === 'error') this.#socket.close(CODES.failed);
    else this.#socket.terminate();
  }

  protected get isGone(): boolean {
    return this.#socket.readyState !== OPEN && !this.#isEnding;
  }

  protected get heldBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** Others may write to the socket too. Only our own writes wake us, so that theirs alone never hold us up. */
  get isFull(): boolean {
    return this.isWriting && this.#socket.bufferedAmount >= HIGH_WATER_BYTES;
  }

  protected send(batch: Batch): boolean {
    const { binary = false, connection } = this.#options;
    const frames = [...batch.eachFrame()];
    connection?.cork();
    // Messages are taken in order, so that the last one stands for all.
    frames.forEach((frame, index) => {
      if (index < frames.length - 1) this.#socket.send(frame, { binary });
      else this.#socket.send(frame, { binary }, error => this.written(error));
    });
    connection?.uncork();
    return false;
  }

  protected sendEnd(): void {
    this.#isEnding = true;
    const { code, reason } = this.#options.closing?.() ?? { code: CODES.end, reason: '' };
    this.#socket.close(code, reason);
  }

  protected unlisten(): void {
    this.#socket.off('close', this.#onClose);
    // While it closes it may still fail, and an error without a listener would end the process.
    if (this.#socket.readyState === OPEN) this.#socket.off('error', this.#onError);
  }

  readonly #onClose = (code: number) => {
    if (this.#isEnding && code !== CODES.none) this.finish();
    else this.stop({ reason: 'client-closed' });
  };
  readonly #onError = (error: Error) => this.stop({ reason: 'error', error });
}
