import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { ClaimContext } from '../../testing/claim.ts';
import { pumpToNode } from '../pump-to-node.ts';
import { pumpToSocket } from '../pump-to-socket.ts';
import type { Connection, Received, SinkKind } from './sink-kind.ts';

/** Responses of Node's HTTP/1 server, read by bare sockets. */
export function http1Kind({ isChunked }: { readonly isChunked: boolean }): SinkKind {
  return {
    name: isChunked ? 'HTTP/1, chunked' : 'HTTP/1 up to the close',
    tellsEnds: isChunked,
    connect: async context => connectionOf(await openHttp1(context, { isChunked }), isChunked),
  };
}

/** The connections below such responses, up to the close. */
export const socketKind: SinkKind = {
  name: 'HTTP/1 past the response',
  tellsEnds: false,
  connect: async context => pastConnectionOf(await openHttp1(context)),
};

export interface Http1Connection {
  readonly res: ServerResponse;
  /** Paused until somebody reads it. */
  readonly client: Socket;
}

/** A response on a real server, whose head went out, and the bare socket that asked for it. */
export async function openHttp1(
  context: ClaimContext,
  { isChunked = false, highWaterMark = 65_536 } = {},
): Promise<Http1Connection> {
  const server = createServer({ highWaterMark }).listen(0, '127.0.0.1');
  context.after(() => server.close().closeAllConnections());
  await once(server, 'listening');
  const client = await connectTo(context, server.address() as AddressInfo);
  client.write(isChunked ? 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' : 'GET / HTTP/1.0\r\n\r\n');
  const [, res] = (await once(server, 'request')) as [unknown, ServerResponse];
  res.flushHeaders();
  return { res, client };
}

export async function connectTo(context: ClaimContext, { port }: AddressInfo): Promise<Socket> {
  const client = connect(port, '127.0.0.1').pause();
  client.on('error', () => {}); // whoever reads is told by `close`
  context.after(() => client.destroy());
  await once(client, 'connect');
  return client;
}

/** The whole body as it came over the wire. */
export async function readBody(client: Socket): Promise<Received> {
  const parts: Buffer[] = [];
  client.on('data', part => parts.push(part)).resume();
  const [wasReset] = (await once(client, 'close')) as [boolean];
  const whole = Buffer.concat(parts);
  return { bytes: whole.subarray(whole.indexOf('\r\n\r\n') + 4), isWhole: !wasReset };
}

function connectionOf({ res, client }: Http1Connection, isChunked: boolean): Connection {
  return {
    pump: (cursor, { isLast, ...options } = {}) =>
      pumpToNode(cursor, res, { ...options, ...(isLast !== undefined && { endResponse: isLast }) }),
    get isFull() {
      return res.writableNeedDrain;
    },
    get heldBytes() {
      return res.writableLength;
    },
    highWaterBytes: res.writableHighWaterMark,
    framingBytes: isChunked ? 2000 : 0,
    get isClosed() {
      return res.destroyed;
    },
    receive: async () => (isChunked ? unchunk(await readBody(client)) : readBody(client)),
    async leave() {
      const gone = once(res, 'close');
      client.destroy();
      await gone;
    },
  };
}

function pastConnectionOf({ res, client }: Http1Connection): Connection {
  const socket = res.socket!;
  return {
    ...connectionOf({ res, client }, false),
    pump: (cursor, { isLast, ...options } = {}) =>
      pumpToSocket(cursor, socket, { ...options, ...(isLast !== undefined && { endSocket: isLast }) }),
    get isFull() {
      return socket.writableNeedDrain;
    },
    get heldBytes() {
      return socket.writableLength;
    },
    highWaterBytes: socket.writableHighWaterMark,
    get isClosed() {
      return socket.destroyed;
    },
  };
}

/** RFC 9112, section 7.1; a body without the last chunk is not whole. */
function unchunk({ bytes }: Received): Received {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = bytes.indexOf('\r\n', at) + 2;
    const size = Number.parseInt(bytes.toString('latin1', at, start), 16);
    if (size === 0) return { bytes: Buffer.concat(chunks), isWhole: true };
    chunks.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
  return { bytes: Buffer.concat(chunks), isWhole: false };
}
