import type { Socket } from 'node:net';
import { type Batch, Sink, type SinkOptions } from './sink.ts';

/** Written behind bytes to hear when they are out. */
const NOTHING = new Uint8Array(0);

/** A connection, or what is left of one behind the head of a response: whatever is written is all that the client gets. */
export class SocketSink extends Sink {
  readonly #socket: Socket;
  #isEnding = false;
  /** The system did not take everything the last time. */
  #isBusy = false;

  constructor(socket: Socket, options: SinkOptions) {
    super(options);
    this.#socket = socket;
    socket.on('close', this.#onGone);
    // Of bytes that others wrote; the end of our own we hear of anyway.
    if (socket.writableNeedDrain) socket.once('drain', () => this.wake());
  }

  /** What a stalled client has not taken is worthless: a reset takes it back from the system and tells at once. TLS has none. */
  protected destroy(): void {
    if (this.stopped?.reason === 'stalled' && !('encrypted' in this.#socket)) this.#socket.resetAndDestroy();
    else this.#socket.destroy();
  }

  protected get isGone(): boolean {
    return !this.#socket.writable && !this.#isEnding;
  }

  protected get heldBytes(): number {
    return this.#socket.writableLength;
  }

  get isFull(): boolean {
    return this.#socket.writableNeedDrain;
  }

  /**
   * Usually the system takes the bytes within the call. Node's callback would say so later, when all that belongs to this
   * client has left the processor's cache, because others were written to: with thousands of them it costs as much as the rest.
   */
  protected send({ chunks }: Batch): boolean {
    const socket = this.#socket;
    if (this.#isBusy || chunks.length > 1) this.#write(chunks);
    else {
      socket.write(chunks[0]!);
      if (socket.writableLength === 0) return true;
      socket.write(NOTHING, error => this.written(error));
    }
    this.#isBusy = socket.writableLength > 0;
    return false;
  }

  /** Hands the chunks over in one system call. */
  #write(chunks: readonly Uint8Array[]): void {
    const last = chunks.length - 1;
    this.#socket.cork();
    for (let index = 0; index < last; index++) this.#socket.write(chunks[index]!);
    this.#socket.write(chunks[last]!, error => this.written(error));
    this.#socket.uncork();
  }

  protected sendEnd(): void {
    this.#isEnding = true;
    this.#socket.end((error?: Error | null) => {
      if (error) this.wake();
      else this.finish();
    });
  }

  protected unlisten(): void {
    this.#socket.off('close', this.#onGone);
  }

  readonly #onGone = () => this.stop({ reason: 'client-closed' });
}
