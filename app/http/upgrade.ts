import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { HttpError } from './http-error.ts';
import { nodeOutgoing } from './node-outgoing.ts';

/** A connection whose client asks to speak another protocol on it. */
interface Waiting {
  readonly socket: Duplex;
  /** What the client sent behind its request already. */
  readonly head: Buffer;
}

/** The server's end of a web socket, and the connection below it. */
export interface AcceptedWebSocket {
  readonly socket: WebSocket;
  readonly connection: Socket;
}

/** Of one message that a client sends. */
const MAX_MESSAGE_BYTES = 64 * 1024;

const waiting = new WeakMap<IncomingMessage, Waiting>();

const sockets = new WebSocketServer({
  ...{ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES },
});

/** Options of `createServer`: other upgrades, such as curl's to HTTP/2, are answered as if they were not asked for. */
export const UPGRADE_OPTIONS = { shouldUpgradeCallback: isWebSocket };

/**
 * Leads requests for an upgrade the way of all others, through every guard, log and route: `listener` is the server's
 * own. A handler takes the connection over with `acceptWebSocket`; a refusal is an ordinary response, and the last one.
 */
export function serveUpgrades(
  server: Server,
  listener: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown,
): void {
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    // A Node that does not know the option above has let go of the body; without it something else would be kept.
    if (!isWebSocket(incoming) && hasBody(incoming)) return void socket.end(REFUSAL);
    const outgoing = new ServerResponse(incoming);
    outgoing.shouldKeepAlive = false;
    outgoing.assignSocket(socket as Socket);
    outgoing.once('finish', () => socket.end());
    waiting.set(incoming, { socket, head });
    void listener(incoming, outgoing);
  });
}

const REFUSAL =
  'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\nSend it without asking for an upgrade.\n';

function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A page of any site may open web sockets, with the visitor's cookies: the cross-site guard must know. */
export function isUpgrade(request: Request): boolean {
  return request.headers.has('upgrade');
}

/**
 * Opens the web socket that a request asks for, once its handler has found everything right; then it answers
 * `RESPONSE_ALREADY_SENT`. Undefined: the handshake was wrong, and the client has been told.
 * @throws HttpError 426 when the request asks for none.
 */
export async function acceptWebSocket(request: Request): Promise<AcceptedWebSocket | undefined> {
  const outgoing = nodeOutgoing(request);
  const found = outgoing && waiting.get(outgoing.req);
  if (!found) {
    throw new HttpError(426, 'This address speaks over a web socket: connect to it with ws:// or wss://.', {
      headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
    });
  }
  const connection = found.socket as Socket;
  waiting.delete(outgoing.req);
  outgoing.detachSocket(connection);
  outgoing.writeHead(101); // for the log: the handshake itself is written by `ws`
  connection.once('close', () => outgoing.emit('close'));
  const socket = await new Promise<WebSocket | undefined>(resolve => {
    connection.once('close', () => resolve(undefined));
    sockets.handleUpgrade(outgoing.req, connection, found.head, resolve);
  });
  return socket && { socket, connection };
}
