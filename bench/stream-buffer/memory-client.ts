import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';

/** How a client takes bytes: at once, only when `takeOn` is called, or not at all after so many. */
export type Pace = 'live' | 'slow' | { readonly stallsAfterBytes: number };

export interface MemoryClient {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly socket: MemorySocket;
}

/** A connection without a system below it: Node's own HTTP server writes to it as to any other, and nobody has to read. */
export class MemorySocket extends Duplex {
  readonly #pace: Pace;
  #onTaken: (() => void) | undefined;
  takenBytes = 0;

  constructor(pace: Pace) {
    super({ decodeStrings: false, highWaterMark: 65_536 });
    this.#pace = pace;
  }

  takeOn(): void {
    const onTaken = this.#onTaken;
    this.#onTaken = undefined;
    onTaken?.();
  }

  override _read(): void {}

  override _write(chunk: Buffer | string, _encoding: unknown, onTaken: () => void): void {
    this.#take(chunk.length, onTaken);
  }

  override _writev(chunks: { chunk: Buffer | string }[], onTaken: () => void): void {
    this.#take(
      chunks.reduce((sum, { chunk }) => sum + chunk.length, 0),
      onTaken,
    );
  }

  #take(bytes: number, onTaken: () => void): void {
    this.takenBytes += bytes;
    const isStalled = typeof this.#pace === 'object' && this.takenBytes > this.#pace.stallsAfterBytes;
    if (this.#pace === 'slow') this.#onTaken = onTaken;
    else if (!isStalled) onTaken();
  }
}

/** A request from a client of each pace, and the response that it waits for. */
export async function openMemoryClients(paces: readonly Pace[]): Promise<readonly MemoryClient[]> {
  const server = createServer({ highWaterMark: 65_536 });
  const clients: MemoryClient[] = [];
  for (const pace of paces) {
    const socket = new MemorySocket(pace);
    server.emit('connection', socket);
    socket.push('GET / HTTP/1.0\r\nHost: a\r\n\r\n');
    const [req, res] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
    clients.push({ req, res, socket });
  }
  return clients;
}
