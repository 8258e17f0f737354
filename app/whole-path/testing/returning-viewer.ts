import { connect, type Socket } from 'node:net';

/** Somebody who looks at a page and comes back whenever the stream ends, at the times at which hx-sse and the page do. */
export interface ReturningViewer extends Disposable {
  /** When the first event of each of its streams had come, by `performance.now()`. */
  readonly joinedAtMs: readonly number[];
  /** The waiting times that the server asked for. */
  readonly toldMs: readonly number[];
  /** Whether a stream is open on which something has come. */
  readonly isLive: boolean;
}

export interface ReturningOptions {
  /** `http://localhost:20123` */
  readonly url: string;
  readonly path: string;
  readonly cookie: string;
  readonly onJoin: () => void;
}

/** `htmxConfig` of the page, and what hx-sse takes where that says nothing. */
const DELAY_MS = 500;
const MAX_DELAY_MS = 4000;
const JITTER = 0.3;
const CONNECT_TIMEOUT_MS = 5000;

export function openReturningViewer({ url, path, cookie, onJoin }: ReturningOptions): ReturningViewer {
  const { hostname, port, host } = new URL(url);
  const joinedAtMs: number[] = [];
  const toldMs: number[] = [];
  let socket: Socket;
  let lastId = '';
  let delayMs = DELAY_MS;
  let attempt = 0;
  let isLive = false;
  let timer: NodeJS.Timeout | undefined;
  let isDisposed = false;

  const open = () => {
    let line = '';
    const connecting = setTimeout(() => socket.destroy(), CONNECT_TIMEOUT_MS);
    socket = connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (text: string) => {
        clearTimeout(connecting);
        const lines = (line + text).split('\n');
        line = lines.pop()!;
        for (const each of lines) take(each);
      })
      .on('error', () => {}) // 'close' follows
      .on('end', () => socket.end())
      .on('close', () => {
        clearTimeout(connecting);
        isLive = false;
        if (!isDisposed) comeBack();
      });
    const resume = lastId === '' ? [] : [`Last-Event-ID: ${lastId}`];
    const head = [`GET ${path} HTTP/1.1`, `Host: ${host}`, `Cookie: ${cookie}`, 'Accept: text/event-stream', ...resume];
    socket.write([...head, '', ''].join('\r\n'));
  };

  /** One line of the response. */
  const take = (line: string) => {
    const [, field, value] = /^(id|retry|HTTP\/1\.1): ?(.*)$/.exec(line.slice(0, 100)) ?? [];
    if (field === 'id') lastId = value!;
    if (field === 'retry') {
      delayMs = Number(value);
      toldMs.push(delayMs);
    }
    if (line !== '' || isLive) return;
    isLive = true; // the first event is whole
    attempt = 0;
    delayMs = DELAY_MS;
    joinedAtMs.push(performance.now());
    onJoin();
  };

  const comeBack = () => {
    const waitMs = Math.min(delayMs * 2 ** attempt++, MAX_DELAY_MS);
    timer = setTimeout(open, waitMs * (1 + (Math.random() * 2 - 1) * JITTER));
  };

  open();
  return {
    joinedAtMs,
    toldMs,
    get isLive() {
      return isLive;
    },
    [Symbol.dispose]() {
      isDisposed = true;
      clearTimeout(timer);
      socket.destroy();
    },
  };
}
