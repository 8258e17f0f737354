import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: what a server says is looked at by tests field by field
export type Said = any;

/** A client that reads one message after the other. */
export interface WebSocketClient {
  readonly socket: WebSocket;
  send(message: string | Uint8Array | object): void;
  /** The next message, as JSON. Rejects when the socket closes first. */
  next(): Promise<Said>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Opens a web socket; rejects with the status and words of a server that refuses. */
export async function openWebSocket(url: string, options: ClientOptions = {}): Promise<WebSocketClient> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), options);
  const messages: Said[] = [];
  let wake = () => {};
  let isClosed = false;
  socket.on('message', data => {
    messages.push(JSON.parse(String(data)));
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>(resolve => {
    socket.once('close', (code, reason) => {
      isClosed = true;
      resolve({ code, reason: String(reason) });
      wake();
    });
  });
  socket.on('error', () => {}); // whoever waits hears of the close
  const refused = new Promise<never>((_, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', piece => {
        text += piece;
      });
      response.once('end', () => reject(new Error(`${response.statusCode} ${text}`)));
    });
  });
  await Promise.race([once(socket, 'open'), refused]);
  return {
    socket,
    closed,
    send(message) {
      const isRaw = typeof message === 'string' || message instanceof Uint8Array;
      socket.send(isRaw ? message : JSON.stringify(message));
    },
    async next() {
      while (messages.length === 0) {
        if (isClosed) throw new Error('The socket closed before there was a message.');
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
      return messages.shift();
    },
  };
}
