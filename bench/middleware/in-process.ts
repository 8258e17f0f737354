import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Writable } from 'node:stream';

/** A socket that swallows everything at once. */
class Sink extends Writable {
  readonly remoteAddress = '127.0.0.1';

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

/** CPU time of one request in microseconds, without network and parser: what a listener costs by itself. */
export async function cpuWithoutNetwork(listener: RequestListener, requests: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < requests; i++) await serve(listener);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

function serve(listener: RequestListener): Promise<void> {
  const socket = new Sink() as unknown as Socket;
  const req = Object.assign(new IncomingMessage(socket), {
    method: 'GET',
    url: '/0',
    httpVersion: '1.1',
    httpVersionMajor: 1,
    httpVersionMinor: 1,
    complete: true,
    headers: { host: 'localhost', accept: 'text/html', 'user-agent': 'bench' },
  });
  const res = new ServerResponse(req);
  res.assignSocket(socket);
  return new Promise(resolve => {
    res.once('finish', () => {
      res.detachSocket(socket);
      res.emit('close');
      resolve();
    });
    listener(req, res);
  });
}
