import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The way of a body past its response, for a while: what is written to `connection` meanwhile is body, and is counted as such. */
export class PastResponse {
  readonly connection: Socket;
  readonly #fromBytes: number;
  #toBytes: number | undefined;

  constructor(connection: Socket) {
    this.connection = connection;
    this.#fromBytes = connection.bytesWritten;
  }

  /** So far, by the connection's own count. */
  get bytes(): number {
    return (this.#toBytes ?? this.connection.bytesWritten) - this.#fromBytes;
  }

  /** From now on the response is written to again. */
  giveBack(): void {
    this.#toBytes ??= this.connection.bytesWritten;
  }
}

/** Only where the head was written and the body ends with the connection: HTTP/1 without chunk framing. */
export function pastResponse(outgoing: ServerResponse): PastResponse | undefined {
  const connection = outgoing.req.httpVersionMajor === 1 ? outgoing.socket : null;
  if (!connection || !outgoing.headersSent || outgoing.chunkedEncoding) return undefined;
  outgoing.flushHeaders(); // "sent" may mean that it waits for the first bytes of the body
  return new PastResponse(connection);
}
