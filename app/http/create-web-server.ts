import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { answerUnreadable, HEAD_MS } from './answer-unreadable.ts';
import { createSecureServer } from './tls/create-secure-server.ts';
import type { Certificate } from './tls/read-certificate.ts';
import { serveUpgrades, UPGRADE_OPTIONS } from './upgrade.ts';

export interface WebServerOptions {
  readonly fetch: Parameters<typeof getRequestListener>[0];
  /** With one it speaks https, and HTTP/2 beside HTTP/1.1. */
  readonly certificate?: Pick<Certificate, 'cert' | 'key'> | undefined;
  /** Live streams that one client may have open. */
  readonly liveStreams: number;
}

/**
 * How long a body may take is said where it is read, for some never end; Node takes that for leave to take as long over
 * the head, too, unless it is told. Who sends a body and has gone without a word is found by the system's own probes of a
 * silent connection.
 */
const HTTP1_OPTIONS = {
  requestTimeout: 0,
  headersTimeout: HEAD_MS,
  connectionsCheckingInterval: HEAD_MS / 4,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
  ...UPGRADE_OPTIONS,
};

/** A server that does not listen yet. One that speaks https can be asked for the same things as one that does not. */
export function createWebServer({ fetch, certificate, liveStreams }: WebServerOptions): Server {
  const listener = getRequestListener(fetch);
  const server = certificate
    ? (createSecureServer({ certificate, liveStreams, http1: HTTP1_OPTIONS }) as unknown as Server)
    : createServer(HTTP1_OPTIONS);
  server.on('request', listener);
  serveUpgrades(server, listener);
  answerUnreadable(server);
  return server;
}
