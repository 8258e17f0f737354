import type { IncomingMessage } from 'node:http';

/** What request hooks may read of a body and still leave for a handler that reads the Node request itself. */
export const MAX_LENT_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

type Controller = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

/**
 * The body of a Node request as a web stream. It takes nothing before it is read, and `handBack` puts what was read so
 * far back, for a handler that knows only the Node request. Whoever goes on reading the stream still gets each byte once.
 */
export class IncomingBody {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #incoming: IncomingMessage;
  /** What was read, until it is handed back. */
  #lent: Buffer[] | undefined = [];
  #lentBytes = 0;
  /** Handed back, but known to the readers of the stream. */
  #skipBytes = 0;
  #stopWaiting = () => {};

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming;
    this.stream = new ReadableStream(
      { pull: controller => this.#pull(controller), cancel: () => this.#stopWaiting() },
      { highWaterMark: 0 },
    );
  }

  /** To be called once, when the request hooks are done. @throws Error when they have read more than was kept. */
  handBack(): void {
    const lent = this.#lent ?? [];
    this.#lent = undefined;
    this.#stopWaiting();
    if (this.#lentBytes > MAX_LENT_BYTES) {
      throw new Error(
        `A middleware read more than ${MAX_LENT_BYTES} bytes of the body, too much to be given back to the handler. ` +
          'Let the handler read `exchangeOf(req).request` instead.',
      );
    }
    if (this.#lentBytes === 0) return;
    this.#skipBytes = this.#lentBytes;
    this.#incoming.unshift(Buffer.concat(lent));
  }

  async #pull(controller: Controller): Promise<void> {
    while (!this.#take(controller)) await this.#change();
  }

  /** Gives the next chunk, or the end. False when nothing is there yet. */
  #take(controller: Controller): boolean {
    const incoming = this.#incoming;
    // Only what is there: an empty read at the end would end the stream, and nothing could be given back any more.
    while (incoming.readableLength > 0) {
      const wantedBytes = Math.min(incoming.readableLength, this.#skipBytes || CHUNK_BYTES);
      const chunk: Buffer<ArrayBuffer> | null = incoming.read(wantedBytes);
      if (!chunk) return false;
      if (this.#skipBytes > 0) {
        this.#skipBytes -= chunk.length;
        continue;
      }
      this.#lend(chunk);
      controller.enqueue(chunk);
      return true;
    }
    if (!incoming.complete) return false;
    controller.close();
    return true;
  }

  #lend(chunk: Buffer): void {
    if (!this.#lent) return;
    this.#lentBytes += chunk.length;
    if (this.#lentBytes > MAX_LENT_BYTES) this.#lent.length = 0;
    else this.#lent.push(chunk);
  }

  /** Resolves when there may be something to take. Rejects when the client leaves in the midst of its body. */
  #change(): Promise<void> {
    const incoming = this.#incoming;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const settle = (error?: Error) => {
      incoming.off('readable', settle).off('error', settle).off('close', settleClosed);
      if (error) reject(error);
      else resolve();
    };
    const settleClosed = () => settle(incoming.complete ? undefined : cutOff());
    this.#stopWaiting = () => settle();
    if (incoming.destroyed) settleClosed();
    else incoming.on('readable', settle).on('error', settle).on('close', settleClosed);
    return promise;
  }
}

function cutOff(): Error {
  return new Error('The client left before its body was complete.');
}
