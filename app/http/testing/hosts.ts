import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { toHono } from '../adapters/hono.ts';
import type { Handler, OpenHost } from '../middleware.tck.ts';
import type { Pipeline } from '../middleware.ts';

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

/** Starts a server on a free port of this machine; disposing of it cuts its connections. */
export async function listen(server: Server = createServer()): Promise<OpenHost & { readonly url: string }> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    fetch: (path, init) => fetch(url + path, init),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
