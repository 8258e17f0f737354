import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { pipe, type UniversalMiddleware } from '@universal-middleware/core';
import { createMiddleware as createExpress } from '@universal-middleware/express';
import { createMiddleware as createHono } from '@universal-middleware/hono';
import express, { type RequestHandler } from 'express';
import { Hono } from 'hono';
import type { Middleware } from '../middleware.ts';
import { responseTime } from '../performance.ts';
import { listen } from '../testing/hosts.ts';
import { Journal } from '../testing/journal.ts';
import { toUniversal } from './universal.ts';

/** The ecosystem's own type, so that a change of it is seen here. */
const universal = (middleware: Middleware): UniversalMiddleware => toUniversal(middleware);

function openExpress(...middlewares: readonly Middleware[]) {
  const app = express();
  for (const middleware of middlewares) {
    app.use(createExpress(() => universal(middleware))() as unknown as RequestHandler);
  }
  app.get('/', (_, res) => void res.send('hello'));
  return listen(createServer(app));
}

function openHono(...middlewares: readonly Middleware[]) {
  const app = new Hono();
  for (const middleware of middlewares) app.use(createHono(() => universal(middleware))());
  app.get('/', c => c.text('hello'));
  return listen(createAdaptorServer({ fetch: app.fetch }) as Server);
}

for (const [name, open] of Object.entries({ express: openExpress, hono: openHono })) {
  test(`on the ${name} server of universal-middleware hooks run once, and headers arrive`, async () => {
    const journal = new Journal();
    await using server = await open(journal.middleware('a', responseTime()));
    const response = await server.fetch('/');
    assert.equal(await response.text(), 'hello');
    assert.match(response.headers.get('x-response-time') ?? '', /^\d+\.\d{3}ms$/);
    await journal.until('.a');
    assert.deepEqual(journal.entries, ['>a', '<a 200', '.a complete']);
    assert.equal(journal.outcomes[0]?.bytes, 5);
  });

  test(`on the ${name} server of universal-middleware a request hook may answer`, async () => {
    const journal = new Journal();
    const refuses = { processRequest: () => new Response('no', { status: 403 }) };
    await using server = await open(journal.middleware('a', refuses));
    const response = await server.fetch('/');
    assert.deepEqual([response.status, await response.text()], [403, 'no']);
    await journal.until('.a');
    assert.deepEqual(journal.entries, ['>a', '<a 403', '.a complete']);
  });
}

test('the order of response hooks is not kept there: reversed on Hono, as given on Express', async () => {
  const orderOn = async (open: typeof openExpress) => {
    const journal = new Journal();
    await using server = await open(journal.middleware('a'), journal.middleware('b'));
    await (await server.fetch('/')).text();
    await Promise.all([journal.until('.a'), journal.until('.b')]);
    return journal.entries.filter(entry => entry.startsWith('<'));
  };
  assert.deepEqual(await orderOn(openHono), ['<b 200', '<a 200']);
  assert.deepEqual(await orderOn(openExpress), ['<a 200', '<b 200']);
});

test("it goes into the ecosystem's own pipe", async () => {
  const journal = new Journal();
  const handle = pipe(universal(journal.middleware('a')), () => new Response('piped'));
  const apply = handle as unknown as (request: Request, context: object, runtime: object) => Promise<Response>;
  const response = await apply(new Request('http://x/'), {}, { runtime: 'node', adapter: 'other' });
  assert.equal(await response.text(), 'piped');
  await journal.until('.a');
});
