import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  createServer,
  type Http2ServerResponse,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { ClaimContext } from '../../testing/claim.ts';
import { pumpToNode } from '../pump-to-node.ts';
import type { Connection, Received, SinkKind } from './sink-kind.ts';

/** Responses of Node's HTTP/2 server, in its compatible form, read by its client. */
export const http2Kind: SinkKind = {
  name: 'HTTP/2',
  tellsEnds: true,
  connect: async context => connectionOf(await openHttp2(context)),
};

export interface Http2Connection {
  readonly session: ClientHttp2Session;
  /** Paused until somebody reads it. */
  readonly client: ClientHttp2Stream;
  readonly res: Http2ServerResponse;
}

export async function openHttp2(context: ClaimContext): Promise<Http2Connection> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  context.after(() => {
    session.destroy();
    server.close();
  });
  const client = session.request();
  client.on('error', () => {}); // whoever reads is told by `close`
  const [, res] = (await once(server, 'request')) as [unknown, Http2ServerResponse];
  res.stream.respond({ ':status': 200 });
  return { session, client, res };
}

function connectionOf({ session, client, res }: Http2Connection): Connection {
  const { stream } = res; // the response forgets it when it is closed
  return {
    pump: (cursor, { isLast, ...options } = {}) =>
      pumpToNode(cursor, res, { ...options, ...(isLast !== undefined && { endResponse: isLast }) }),
    get isFull() {
      return stream.writableNeedDrain;
    },
    get heldBytes() {
      return stream.writableLength;
    },
    highWaterBytes: stream.writableHighWaterMark,
    framingBytes: 0,
    get isClosed() {
      return stream.destroyed;
    },
    receive: () => readStream(client),
    async leave() {
      const gone = once(stream, 'close').catch(() => {}); // however it went
      session.destroy();
      await gone;
    },
  };
}

async function readStream(client: ClientHttp2Stream): Promise<Received> {
  const parts: Buffer[] = [];
  let hasEnded = false;
  client
    .on('data', part => parts.push(part))
    .on('end', () => {
      hasEnded = true;
    });
  if (!client.closed) await new Promise(resolve => client.once('close', resolve));
  return { bytes: Buffer.concat(parts), isWhole: hasEnded && client.rstCode === 0 };
}
