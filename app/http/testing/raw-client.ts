import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readEvents, type SeenEvent } from './read-events.ts';

/** A client that shows every byte of the one response it asks for. */
export interface RawClient extends Disposable {
  readonly socket: Socket;
  /** Head and body as they came so far. */
  readonly text: string;
  /** Status line and header lines. */
  head(): Promise<string>;
  /** Events so far, once `isEnough` holds for them. Rejects when the connection closes before. */
  events(isEnough: (events: readonly SeenEvent[]) => boolean): Promise<SeenEvent[]>;
  /** All events, when the server has ended the response. */
  allEvents(): Promise<SeenEvent[]>;
  readonly closed: Promise<unknown>;
}

/** Sends one request and reads on, until disposed. `headers` are lines without their ends. */
export function openRaw(url: string, path: string, headers: readonly string[] = [], method = 'GET'): RawClient {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const closed = once(socket, 'close').catch(() => {}); // a reset is an end like any other here
  let text = '';
  let isClosed = false;
  socket.setEncoding('utf8').on('data', data => {
    text += data;
  });
  socket.on('close', () => {
    isClosed = true;
  });
  socket.write([`${method} ${path} HTTP/1.1`, `Host: ${hostname}:${port}`, ...headers, '', ''].join('\r\n'));

  const body = () => text.slice(text.indexOf('\r\n\r\n') + 4);
  const until = async (isDone: () => boolean) => {
    while (!isDone()) {
      if (isClosed) throw new Error(`The connection closed after:\n${text}`);
      await Promise.race([once(socket, 'data'), closed]);
    }
  };

  return {
    socket,
    closed,
    get text() {
      return text;
    },
    async head() {
      await until(() => text.includes('\r\n\r\n'));
      return text.slice(0, text.indexOf('\r\n\r\n'));
    },
    async events(isEnough) {
      await until(() => isEnough(readEvents(body())));
      return readEvents(body());
    },
    async allEvents() {
      await closed;
      return readEvents(body());
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
