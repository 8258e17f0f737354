import { connect, type Socket } from 'node:net';
import { PassThrough, type Transform } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { readEvents, type SeenEvent } from '../../http/testing/read-events.ts';

export interface SseRequest {
  /** `http://localhost:20123` */
  readonly url: string;
  readonly path: string;
  /** Lines without their ends, such as `Cookie: a=b`. */
  readonly headers?: readonly string[];
  /** Sent as a browser sends it when it connects again. */
  readonly lastId?: string;
  /** As a browser: it takes gzip. */
  readonly isGzip?: boolean;
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
  /** `end`: the server finished the response. `cut`: anything else, our own `Disposable` included. Rejects when it was no gzip, or its sums were wrong. */
  readonly ended: Promise<'end' | 'cut'>;
}

export function openSse({
  url,
  path,
  headers = [],
  lastId = '',
  isGzip = false,
  cutAfterBytes = Number.POSITIVE_INFINITY,
}: SseRequest): SseClient {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const events: SeenEvent[] = [];
  const ended = Promise.withResolvers<'end' | 'cut'>();
  const resume = lastId === '' ? [] : [`Last-Event-ID: ${lastId}`];
  let head = Buffer.alloc(0);
  let body: Transform | undefined;
  let text = '';
  let bytes = 0;
  let newestId = lastId;
  let isWhole = false;
  let isOver = false;
  let broken: Error | undefined;
  let wake = Promise.withResolvers<void>();

  const notify = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const finish = () => {
    isOver = true;
    if (broken) ended.reject(broken);
    else ended.resolve(isWhole ? 'end' : 'cut');
    notify();
  };
  const read = (part: string) => {
    text += part;
    const end = text.lastIndexOf('\n\n') + 2;
    if (end < 2) return;
    for (const event of readEvents(text.slice(0, end))) {
      events.push(event);
      if (event.id !== '') newestId = event.id;
    }
    text = text.slice(end);
    notify();
  };
  const begin = (isCompressed: boolean) =>
    (isCompressed ? createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }) : new PassThrough()) // a cut is no error
      .setEncoding('utf8')
      .on('data', read)
      .on('error', error => {
        broken = error;
      })
      .on('close', finish);
  const take = (data: Buffer) => {
    if (body) {
      body.write(data);
      return;
    }
    head = Buffer.concat([head, data]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    body = begin(/^content-encoding: gzip\r$/im.test(head.toString('latin1', 0, end + 2)));
    body.write(head.subarray(end + 4));
  };
  const close = () => (body ? void body.end() : finish());
  socket
    .on('data', data => {
      const isLast = bytes + data.length >= cutAfterBytes;
      take(isLast ? data.subarray(0, cutAfterBytes - bytes) : data);
      bytes += data.length;
      if (isLast) socket.resetAndDestroy();
      notify();
    })
    .on('end', () => {
      isWhole = true;
    })
    .on('error', () => {}) // a reset is an end like any other here: 'close' follows
    .on('close', close);
  const coding = isGzip ? ['Accept-Encoding: gzip'] : [];
  const asked = ['Accept: text/event-stream', ...coding, ...resume, ...headers];
  socket.write([`GET ${path} HTTP/1.1`, `Host: ${host}`, ...asked, '', ''].join('\r\n'));

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
        if (broken) throw broken;
        if (isOver) throw new Error(`${path} ended after ${events.length} events, the last one ${client.lastId}`);
        await wake.promise;
      }
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
  return client;
}
