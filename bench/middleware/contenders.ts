import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline as pump } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import { createMiddleware as universalExpress } from '@universal-middleware/express';
import { createMiddleware as universalFastify } from '@universal-middleware/fastify';
import { createMiddleware as universalHono } from '@universal-middleware/hono';
import express, { type RequestHandler } from 'express';
import fastify, { type FastifyPluginCallback } from 'fastify';
import { Hono, type MiddlewareHandler } from 'hono';
import { toExpress } from '../../app/http/adapters/express.ts';
import { toFastify } from '../../app/http/adapters/fastify.ts';
import { toHono } from '../../app/http/adapters/hono.ts';
import { toNode } from '../../app/http/adapters/node.ts';
import { compose } from '../../app/http/middleware.ts';
import { naiveListener } from '../naive/middleware.ts';
import { nodeBody, webBody } from './bodies.ts';
import { ourLayers, universalLayers } from './layers.ts';

/** A server with so many middlewares before `/` (hello) and `/N` (a body of N bytes). */
export interface Contender {
  readonly host: string;
  readonly by: 'nobody' | 'ours' | 'naive' | 'universal';
  create(layers: number): Promise<Server>;
}

function answer(req: IncomingMessage, res: ServerResponse): void {
  const bytes = Number(req.url!.slice(1));
  if (bytes === 0) res.writeHead(200, { 'Content-Type': 'text/plain' }).end('hello');
  else pump(nodeBody(bytes), res.writeHead(200, { 'Content-Type': 'application/octet-stream' }), () => {});
}

function respond({ url }: Request): Response {
  const bytes = Number(new URL(url).pathname.slice(1));
  return new Response(bytes === 0 ? 'hello' : webBody(bytes));
}

function hono(middlewares: readonly MiddlewareHandler[]): Server {
  const app = new Hono();
  for (const middleware of middlewares) app.use(middleware);
  app.get('*', c => respond(c.req.raw));
  return createAdaptorServer({ fetch: app.fetch }) as Server;
}

function onExpress(middlewares: readonly unknown[]): Server {
  const app = express();
  for (const middleware of middlewares) app.use(middleware as RequestHandler);
  app.use((req, res) => answer(req, res));
  return createServer(app);
}

async function onFastify(plugins: readonly unknown[]): Promise<Server> {
  const app = fastify();
  for (const plugin of plugins) app.register(plugin as FastifyPluginCallback);
  app.get('*', async ({ raw }, reply) => {
    const bytes = Number(raw.url!.slice(1));
    // Universal-middleware's adapter refuses Node's own streams.
    return reply.type('text/plain').send(bytes === 0 ? 'hello' : webBody(bytes));
  });
  await app.ready();
  return app.server;
}

const composed = (layers: number) => compose(...ourLayers(layers));

export const contenders: readonly Contender[] = [
  { host: 'node', by: 'nobody', create: async () => createServer(answer) },
  { host: 'node', by: 'ours', create: async layers => createServer(toNode(composed(layers), answer)) },
  { host: 'node', by: 'naive', create: async layers => createServer(naiveListener(ourLayers(layers), respond)) },
  { host: 'hono', by: 'nobody', create: async () => hono([]) },
  { host: 'hono', by: 'ours', create: async layers => hono([toHono(composed(layers))]) },
  {
    host: 'hono',
    by: 'universal',
    create: async layers => hono(universalLayers(layers).map(layer => universalHono(() => layer)())),
  },
  { host: 'express', by: 'nobody', create: async () => onExpress([]) },
  { host: 'express', by: 'ours', create: async layers => onExpress([toExpress(composed(layers))]) },
  {
    host: 'express',
    by: 'universal',
    create: async layers => onExpress(universalLayers(layers).map(layer => universalExpress(() => layer)())),
  },
  { host: 'fastify', by: 'nobody', create: () => onFastify([]) },
  { host: 'fastify', by: 'ours', create: layers => onFastify([toFastify(composed(layers))]) },
  {
    host: 'fastify',
    by: 'universal',
    create: layers => onFastify(universalLayers(layers).map(layer => universalFastify(() => layer)())),
  },
];
