import type { Socket } from 'node:net';
import { type Batch, type OnDone, Sink, type SinkOptions } from './sink.ts';

/** A connection, or what is left of one behind the head of a response: whatever is written is all that the client gets. */
export class SocketSink extends Sink {
  readonly #socket: Socket;
  #isEnding = false;

  constructor(socket: Socket, options: SinkOptions) {
    super(options);
    this.#socket = socket;
    socket.on('drain', this.#onDrain).on('close', this.#onGone).on('error', this.#onGone);
  }

  protected destroy(): void {
    this.#socket.destroy();
  }

  protected get isGone(): boolean {
    return !this.#socket.writable && !this.#isEnding;
  }

  get isFull(): boolean {
    return this.#socket.writableNeedDrain;
  }

  /** Hands the chunks over in one system call. */
  protected send({ chunks }: Batch, onDone: OnDone): void {
    const last = chunks.length - 1;
    if (last > 0) this.#socket.cork();
    for (let index = 0; index < last; index++) this.#socket.write(chunks[index]!);
    this.#socket.write(chunks[last]!, onDone);
    if (last > 0) this.#socket.uncork();
  }

  protected sendEnd(): void {
    this.#isEnding = true;
    this.#socket.end((error?: Error | null) => {
      if (error) this.wake();
      else this.finish();
    });
  }

  protected unlisten(): void {
    this.#socket.off('drain', this.#onDrain).off('close', this.#onGone).off('error', this.#onGone);
  }

  readonly #onDrain = () => this.wake();
  /** A connection fails in no other way than that the client cannot be reached. */
  readonly #onGone = () => this.stop({ reason: 'client-closed' });
}
