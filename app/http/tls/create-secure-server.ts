import type { ServerOptions } from 'node:http';
import { type Http2SecureServer, createSecureServer as http2Server, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { Certificate } from './read-certificate.ts';

export interface SecureServerOptions {
  readonly certificate: Pick<Certificate, 'cert' | 'key'>;
  /** Live streams that one client may have open; requests of other kinds have room of their own beside them. */
  readonly liveStreams: number;
  /** What `http.createServer` takes, for connections that speak HTTP/1.1. */
  readonly http1: ServerOptions;
  readonly idleMs?: number;
}

/** Requests of one connection that may wait for their answers beside its live streams. */
const OTHER_STREAMS = 128;
/** Who connects and then says nothing. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** An HTTP/2 connection without a request on it is closed after so long; browsers open another one. */
const IDLE_TIMEOUT_MS = 120_000;

/** What one HTTP/2 connection may cost. Beyond these its requests are refused, or it is closed; no other one notices. */
const LIMITS = {
  /** Megabytes that wait in one connection, in both directions. Beyond it new requests are refused. */
  maxSessionMemory: 64,
  /** Requests that a client may take back at once, and per second after that: "rapid reset". */
  streamResetBurst: 1000,
  streamResetRate: 33,
  /** Refused requests, and frames that are wrong, before the connection is closed. */
  maxSessionRejectedStreams: 100,
  maxSessionInvalidFrames: 100,
  /** Entries of one SETTINGS frame; answers to SETTINGS and PING that nobody reads are bounded at 1000 by nghttp2. */
  maxSettings: 32,
  maxHeaderListPairs: 128,
} as const;

/** Bytes that a client may send ahead of what is read, in one request and in all of a connection. */
const REQUEST_WINDOW_BYTES = 256 * 1024;
const CONNECTION_WINDOW_BYTES = 4 * REQUEST_WINDOW_BYTES;
/** As Node has it for HTTP/1. */
const MAX_HEAD_BYTES = 16 * 1024;

/** A server that speaks HTTP/2 and HTTP/1.1 over TLS, as each client likes, and is stopped as one of `node:http`. */
export function createSecureServer({
  certificate,
  liveStreams,
  http1,
  idleMs = IDLE_TIMEOUT_MS,
}: SecureServerOptions): Http2SecureServer {
  const { shouldUpgradeCallback, requestTimeout, headersTimeout } = http1;
  const server = http2Server({
    ...{ cert: certificate.cert, key: certificate.key, allowHTTP1: true, handshakeTimeout: HANDSHAKE_TIMEOUT_MS },
    ...{ ...http1, ...LIMITS },
    settings: {
      maxConcurrentStreams: liveStreams + OTHER_STREAMS,
      initialWindowSize: REQUEST_WINDOW_BYTES,
      maxHeaderListSize: MAX_HEAD_BYTES,
    },
  });
  // Some versions of Node set these themselves, whatever the options say.
  Object.assign(server, { requestTimeout, headersTimeout, shouldUpgradeCallback });
  return makeStoppable(server, idleMs);
}

/** Gives it the ends that a server of `node:http` has, for connections of both kinds. */
function makeStoppable(server: Http2SecureServer, idleMs: number): Http2SecureServer {
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  // The connections below TLS: one that never finishes its handshake would hold the end up, too.
  server.on('connection', (socket: Socket) => keepUntilClosed(sockets, socket));
  server.on('session', session => {
    keepUntilClosed(sessions, session);
    session.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
    closeWhenIdle(session, idleMs);
  });
  const close = server.close.bind(server);
  return Object.assign(server, {
    close(done?: (error?: Error) => void) {
      close(done);
      // A word (GOAWAY) to each client: what is under way is answered, what comes next belongs on another connection.
      for (const session of sessions) session.close();
      return server;
    },
    closeAllConnections() {
      for (const socket of sockets) socket.destroy();
    },
  });
}

function keepUntilClosed<T extends { once(event: 'close', gone: () => void): unknown }>(all: Set<T>, one: T): void {
  all.add(one);
  one.once('close', () => all.delete(one));
}

function closeWhenIdle(session: ServerHttp2Session, idleMs: number): void {
  let open = 0;
  session.on('stream', stream => {
    open++;
    stream.once('close', () => open--);
  });
  session.setTimeout(idleMs);
  session.on('timeout', () => {
    if (open === 0) session.close();
  });
}
