// What Express's own ways of answering do to the hooks, and hooks to them.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import express, { type Express } from 'express';
import { exchangeOf } from '../exchange.ts';
import { HttpError } from '../http-error.ts';
import { compose, type Middleware } from '../middleware.ts';
import { type RequestDuration, responseTime } from '../performance.ts';
import { listen } from '../testing/hosts.ts';
import { Journal } from '../testing/journal.ts';
import { toExpress } from './express.ts';

const folder = await mkdtemp(join(tmpdir(), 'telltale-express-'));
after(() => rm(folder, { recursive: true }));
writeFileSync(join(folder, 'file.txt'), 'x'.repeat(200_000));

function open(middlewares: readonly Middleware[], mount: (app: Express) => void) {
  const app = express().set('env', 'test');
  const portable = toExpress(compose(...middlewares));
  app.use(portable);
  mount(app);
  app.use(portable.errors);
  return listen(createServer(app));
}

test('send, json, redirect, sendFile, a range of it, revalidation and 404 pass the hooks, once each', async () => {
  const journal = new Journal();
  await using server = await open([journal.middleware('a'), responseTime()], app => {
    app.get('/send', (_, res) => void res.send('<p>hello'));
    app.get('/json', (_, res) => void res.json({ a: 1 }));
    app.get('/redirect', (_, res) => res.redirect('/send'));
    app.get('/file', (_, res) => res.sendFile(join(folder, 'file.txt')));
  });
  const etag = (await server.fetch('/send')).headers.get('etag')!;
  const asked: [path: string, headers: Record<string, string>, status: number, bytes: number][] = [
    ['/send', {}, 200, 8],
    ['/send', { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' }, 304, 0],
    ['/json', {}, 200, 7],
    ['/redirect', {}, 302, 27],
    ['/file', {}, 200, 200_000],
    ['/file', { Range: 'bytes=0-99' }, 206, 100],
    ['/nothing', {}, 404, 146],
  ];
  await journal.until('.a');
  for (const [i, [path, headers, status, bytes]] of asked.entries()) {
    const response = await server.fetch(path, { headers, redirect: 'manual' });
    await response.arrayBuffer();
    await journal.until('.a', i + 2);
    const outcome = journal.outcomes.at(-1)!;
    assert.deepEqual([path, response.status, outcome.status, outcome.kind], [path, status, status, 'complete']);
    assert.match(response.headers.get('x-response-time') ?? '', /^\d+\.\d{3}ms$/);
    assert.equal(outcome.bytes, status === 404 ? outcome.bytes : bytes, path);
  }
  assert.deepEqual([journal.count('>a'), journal.count('<a'), journal.count('.a')], Array(3).fill(asked.length + 1));
});

test('a body parser gets what a hook has read before', async () => {
  const reads: Middleware = { name: 'reads', processRequest: async x => void (await x.request.clone().text()) };
  await using server = await open([reads], app => {
    app.use(express.json());
    app.post('/', (req, res) => void res.json(req.body));
  });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":[1,2]}' };
  assert.equal(await (await server.fetch('/', init)).text(), '{"a":[1,2]}');
});

test('E11 the route is the template, also below a router and in errors; a handler may set another', async () => {
  const durations: RequestDuration[] = [];
  const journal = new Journal();
  await using server = await open([responseTime({ onEnd: d => durations.push(d) }), journal.middleware('a')], app => {
    const router = express.Router();
    router.get('/d/:slug', (_, res) => void res.send('x'));
    router.get('/fail/:why', () => {
      throw new HttpError(410, 'gone');
    });
    app.use('/sub', router);
    app.get('/own/:x', (req, res) => {
      exchangeOf(req)!.route = '/own';
      res.send('x');
    });
  });
  const routes = [];
  for (const path of ['/sub/d/home', '/sub/fail/now', '/own/1', '/nothing']) {
    await (await server.fetch(path)).text();
    await journal.until('.a', routes.length + 1);
    routes.push(durations.at(-1)?.route);
  }
  assert.deepEqual(routes, ['/sub/d/:slug', '/sub/fail/:why', '/own', undefined]);
});

test("an error goes to the hooks first, and to Express's own error handlers when no hook answers", async () => {
  const draws: Middleware = {
    name: 'draws',
    processError: error => (String(error).includes('mine') ? new Response('drawn', { status: 418 }) : undefined),
  };
  const journal = new Journal();
  const app = express();
  const portable = toExpress(compose(journal.middleware('a'), draws));
  app.use(portable);
  app.get('/:what', async req => {
    throw new Error(String(req.params.what));
  });
  app.use(portable.errors);
  app.use(
    ((error, _req, res, _next) => void res.status(500).send(`host: ${error.message}`)) as express.ErrorRequestHandler,
  );
  await using server = await listen(createServer(app));
  const ask = async (path: string) => {
    const response = await server.fetch(path);
    return [response.status, await response.text()];
  };
  assert.deepEqual(await ask('/mine'), [418, 'drawn']);
  assert.deepEqual(await ask('/yours'), [500, 'host: yours']);
  await journal.until('.a', 2);
  assert.match(String(journal.outcomes[1]?.error), /yours/);
});

test('a hook that replaces what send was about to send lets no byte of it through', async () => {
  const instead: Middleware = { name: 'instead', processResponse: () => new Response('instead', { status: 409 }) };
  await using server = await open([instead], app => {
    app.get('/', (_, res) => void res.send('a much longer text of Express'));
    app.get('/file', (_, res) => res.sendFile(join(folder, 'file.txt')));
  });
  for (const path of ['/', '/file']) {
    const response = await server.fetch(path);
    assert.deepEqual([response.status, await response.text()], [409, 'instead']);
    assert.equal(response.headers.get('etag'), null);
  }
});
