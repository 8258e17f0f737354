import { connect, type Socket } from 'node:net';
import { readEvents, type SeenEvent } from '../../http/testing/read-events.ts';

export interface SseRequest {
  /** `http://localhost:20123` */
  readonly url: string;
  readonly path: string;
  /** Lines without their ends, such as `Cookie: a=b`. */
  readonly headers?: readonly string[];
  /** Sent as a browser sends it when it connects again. */
  readonly lastId?: string;
  /** The network fails after so many bytes of the response, wherever that is. */
  readonly cutAfterBytes?: number;
}

/** One event stream over a socket of its own, which can be paused. Opened again by opening another one with `lastId`. */
export interface SseClient extends Disposable {
  readonly socket: Socket;
  /** Every whole event so far; the id is empty where there was none yet. */
  readonly events: readonly SeenEvent[];
  /** What the client would send when it connects again; empty before the first id. */
  readonly lastId: string;
  /** Bytes of the response so far. */
  readonly bytes: number;
  /** Resolves when it holds; rejects when the stream ends before. */
  until(holds: () => boolean): Promise<void>;
  /** `end`: the server finished the response. `cut`: anything else, our own `Disposable` included. */
  readonly ended: Promise<'end' | 'cut'>;
}

export function openSse({
  url,
  path,
  headers = [],
  lastId = '',
  cutAfterBytes = Number.POSITIVE_INFINITY,
}: SseRequest): SseClient {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const events: SeenEvent[] = [];
  const ended = Promise.withResolvers<'end' | 'cut'>();
  const resume = lastId === '' ? [] : [`Last-Event-ID: ${lastId}`];
  let text = '';
  let hasHead = false;
  let bytes = 0;
  let newestId = lastId;
  let isOver = false;
  let wake = Promise.withResolvers<void>();

  const take = (data: string) => {
    bytes += Buffer.byteLength(data);
    text += data;
    if (!hasHead) {
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      hasHead = true;
      text = text.slice(end + 4);
    }
    const end = text.lastIndexOf('\n\n') + 2;
    if (end < 2) return;
    for (const event of readEvents(text.slice(0, end))) {
      events.push(event);
      if (event.id !== '') newestId = event.id;
    }
    text = text.slice(end);
  };
  const notify = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  socket
    .setEncoding('utf8')
    .on('data', (data: string) => {
      const isLast = bytes + Buffer.byteLength(data) >= cutAfterBytes;
      take(isLast ? data.slice(0, cutAfterBytes - bytes) : data);
      if (isLast) socket.resetAndDestroy();
      notify();
    })
    .on('end', () => ended.resolve('end'))
    .on('error', () => ended.resolve('cut')) // a reset is an end like any other here
    .on('close', () => {
      isOver = true;
      ended.resolve('cut');
      notify();
    });
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Accept: text/event-stream', ...resume, ...headers, '', ''];
  socket.write(lines.join('\r\n'));

  const client: SseClient = {
    socket,
    events,
    ended: ended.promise,
    get lastId() {
      return newestId;
    },
    get bytes() {
      return bytes;
    },
    async until(holds) {
      while (!holds()) {
        if (isOver) throw new Error(`${path} ended after ${events.length} events, the last one ${client.lastId}`);
        await wake.promise;
      }
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
  return client;
}
