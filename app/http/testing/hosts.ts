/** The hosts that the suite runs on: a pipeline in front of one portable handler, on a real server with real sockets. */
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import express, { type ErrorRequestHandler } from 'express';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Hono } from 'hono';
import { toExpress } from '../adapters/express.ts';
import { toFastify } from '../adapters/fastify.ts';
import { toFetch } from '../adapters/fetch.ts';
import { toHono } from '../adapters/hono.ts';
import { toNode } from '../adapters/node.ts';
import { exchangeOf } from '../exchange.ts';
import type { Handler, OpenHost, TckHost } from '../middleware.tck.ts';
import { compose, type Pipeline } from '../middleware.ts';
import { writeResponse } from '../pipeline/write-response.ts';
import { openHttp2 } from './http2-client.ts';

/** A Hono app with the pipeline in front of one handler. `app.onError` says what the last resort of other hosts says. */
export function honoApp(pipeline: Pipeline, handler: Handler): Hono {
  const app = new Hono();
  app.onError((_error, c) => c.text('Internal Server Error', 500));
  app.use(toHono(pipeline));
  app.all('*', c => handler(c.req.raw));
  return app;
}

/** The same on a real server with real sockets. */
export function openHono(pipeline: Pipeline, handler: Handler): Promise<OpenHost & { readonly url: string }> {
  return listen(createAdaptorServer({ fetch: honoApp(pipeline, handler).fetch }) as Server);
}

/** Writes the portable handler's answer on hosts whose handlers get Node's own request and response. */
async function respond(req: object, res: ServerResponse, handler: Handler): Promise<void> {
  await writeResponse(await handler(exchangeOf(req)!.request), res);
}

function expressApp(pipeline: Pipeline, handler: Handler): express.Express {
  const app = express();
  const portable = toExpress(pipeline);
  app.use(portable);
  app.use((req, res) => respond(req, res, handler));
  app.use(portable.errors);
  app.use(((_error, _req, res, _next) => {
    res.status(500).type('text').send('Internal Server Error');
  }) satisfies ErrorRequestHandler);
  return app;
}

async function fastifyServer(pipeline: Pipeline, handler: Handler, app: FastifyInstance): Promise<Server> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler((_error, _request, reply) => reply.code(500).type('text/plain').send('Internal Server Error'));
  app.register(toFastify(pipeline));
  app.all('*', async (request: FastifyRequest, reply: FastifyReply) => {
    const response = await handler(exchangeOf(request)!.request);
    reply.hijack();
    await writeResponse(response, reply.raw);
  });
  await app.ready();
  return app.server as Server;
}

const nodeListener = (pipeline: Pipeline, handler: Handler) =>
  toNode(pipeline, (req, res) => respond(req, res, handler));

type Open = (pipeline: Pipeline, handler: Handler) => Promise<OpenHost>;

const HOSTS: Readonly<Record<string, Open>> = {
  // The server first: it replaces the global Request and Response, and the hosts behind it must bear that.
  hono: openHono,
  'hono over HTTP/2': async (pipeline, handler) => {
    const { fetch } = honoApp(pipeline, handler);
    return listenHttp2(createAdaptorServer({ fetch, createServer: createHttp2Server }) as Server);
  },
  'hono without a server': async (pipeline, handler) => {
    const app = honoApp(pipeline, handler);
    return { fetch: async (path, init) => app.request(path, init), async [Symbol.asyncDispose]() {} };
  },
  express: async (pipeline, handler) => listen(createServer(expressApp(pipeline, handler))),
  fastify: async (pipeline, handler) => listen(await fastifyServer(pipeline, handler, fastify())),
  'fastify over HTTP/2': async (pipeline, handler) =>
    listenHttp2(await fastifyServer(pipeline, handler, fastify({ http2: true }) as unknown as FastifyInstance)),
  node: async (pipeline, handler) => listen(createServer(nodeListener(pipeline, handler))),
  'node over HTTP/2': async (pipeline, handler) =>
    listenHttp2(createHttp2Server(nodeListener(pipeline, handler)) as unknown as Server),
  fetch: async (pipeline, handler) => {
    const handle = toFetch(pipeline, handler);
    return {
      fetch: (path, init) => handle(new Request(`http://localhost${path}`, init)),
      async [Symbol.asyncDispose]() {},
    };
  },
};

/** Each kind of host; "fetch" and "hono without a server" have no sockets. Express has no HTTP/2: its prototypes do not fit Node's. */
export const hosts: readonly TckHost[] = Object.entries(HOSTS).map(([name, open]) => ({
  name,
  open: async (middlewares, handler) => open(compose(...middlewares), handler),
}));

/** Those of one adapter. */
export function hostsOf(adapter: 'hono' | 'express' | 'fastify' | 'node' | 'fetch'): readonly TckHost[] {
  return hosts.filter(({ name }) => name.startsWith(adapter));
}

/** Starts a server on a free port of this machine; disposing of it cuts its connections. */
export async function listen(server: Server = createServer()): Promise<OpenHost & { readonly url: string }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    fetch: (path, init) => fetch(url + path, init),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The same for a server that speaks HTTP/2 without encryption. */
export async function listenHttp2(server: Server): Promise<OpenHost & { readonly url: string }> {
  const open = await listen(server);
  const client = openHttp2(open.url);
  return {
    url: open.url,
    fetch: client.fetch,
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await open[Symbol.asyncDispose]();
    },
  };
}
