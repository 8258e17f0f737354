import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { ClaimContext } from '../../testing/claim.ts';
import { pumpToWebSocket } from '../pump-to-web-socket.ts';
import type { Connection, SinkKind } from './sink-kind.ts';

/** Sockets of the package `ws`, read by its client. Messages are binary. */
export function webSocketKind({ isCompressed }: { readonly isCompressed: boolean }): SinkKind {
  return {
    name: isCompressed ? 'WebSocket, compressed' : 'WebSocket',
    tellsEnds: true,
    connect: async context => connectionOf(await openWebSocket(context, { isCompressed })),
  };
}

export interface WebSocketConnection {
  /** Paused until somebody resumes it. */
  readonly client: WebSocket;
  /** What the client received; it grows. */
  readonly messages: readonly Message[];
  /** The close code that the client got. */
  readonly closed: Promise<number>;
  readonly server: WebSocket;
  readonly connection: Socket;
}

export interface Message {
  readonly bytes: Buffer;
  readonly isBinary: boolean;
}

export async function openWebSocket(
  context: ClaimContext,
  { isCompressed = false } = {},
): Promise<WebSocketConnection> {
  const http = createServer().listen(0, '127.0.0.1');
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: isCompressed && { threshold: 0 } });
  await once(http, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  context.after(() => {
    client.terminate();
    for (const socket of sockets.clients) socket.terminate();
    http.close();
  });
  client.on('error', () => {}); // whoever reads is told by `close`
  const messages: Message[] = [];
  client.on('message', (bytes: Buffer, isBinary) => void messages.push({ bytes, isBinary }));
  const closed = new Promise<number>(resolve => client.once('close', resolve));
  const connected = once(sockets, 'connection') as Promise<[WebSocket, IncomingMessage]>;
  await once(client, 'open');
  client.pause();
  const [server, { socket }] = await connected;
  return { client, messages, closed, server, connection: socket };
}

function connectionOf({ client, messages, closed, server, connection }: WebSocketConnection): Connection {
  return {
    pump: (cursor, { isLast, ...options } = {}) =>
      pumpToWebSocket(cursor, server, {
        binary: true,
        connection,
        ...options,
        ...(isLast !== undefined && { closeSocket: isLast }),
      }),
    get isFull() {
      // What is being compressed does not count: that passes by itself, and gets smaller.
      return connection.writableLength >= 32_768;
    },
    get heldBytes() {
      return server.bufferedAmount;
    },
    highWaterBytes: 65_536,
    framingBytes: 1000,
    get isClosed() {
      return server.readyState >= WebSocket.CLOSING;
    },
    async receive() {
      client.resume();
      const isWhole = (await closed) === 1000;
      return { bytes: Buffer.concat(messages.map(message => message.bytes)), isWhole };
    },
    async leave() {
      const gone = once(server, 'close');
      client.terminate();
      await gone;
    },
  };
}
