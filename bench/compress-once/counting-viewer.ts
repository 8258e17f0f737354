import { once } from 'node:events';
import { connect } from 'node:net';

/** A viewer that looks at nothing: it counts what comes. */
export interface CountingViewer extends Disposable {
  readonly bytes: number;
}

/** Resolves when the first bytes are there. `coding` is what it accepts. */
export async function openViewer(url: string, path: string, cookie: string, coding: string): Promise<CountingViewer> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  let bytes = 0;
  socket
    .on('error', () => {})
    .on('data', ({ length }) => {
      bytes += length;
    });
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, `Accept-Encoding: ${coding}`, `Cookie: ${cookie}`, '', ''];
  socket.write(lines.join('\r\n'));
  await once(socket, 'data');
  return {
    get bytes() {
      return bytes;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
