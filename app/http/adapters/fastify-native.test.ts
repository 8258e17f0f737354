// What Fastify's own ways of answering do to the hooks, and hooks to them.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { exchangeOf } from '../exchange.ts';
import { HttpError } from '../http-error.ts';
import { compose, type Middleware } from '../middleware.ts';
import { type RequestDuration, responseTime } from '../performance.ts';
import { listen } from '../testing/hosts.ts';
import { Journal } from '../testing/journal.ts';
import { toFastify } from './fastify.ts';

async function open(middlewares: readonly Middleware[], mount: (app: FastifyInstance) => void) {
  const app = fastify();
  mount(app);
  app.register(toFastify(compose(...middlewares)));
  await app.ready();
  return listen(app.server);
}

test('routes of the parent scope and of child scopes, strings, JSON, streams, raw and hijacked replies and 404 pass the hooks, once each', async () => {
  const journal = new Journal();
  await using server = await open([journal.middleware('a'), responseTime()], app => {
    app.get('/text', async () => 'hello');
    app.get('/json', async () => ({ a: 1 }));
    app.get('/stream', (_, reply) => reply.send(Readable.from(['one', 'two'])));
    app.get('/raw', (_, reply) => {
      reply.hijack();
      reply.raw.writeHead(202).end('raw');
    });
    app.register(async child => void child.get('/child', async () => 'child'));
  });
  const asked: [path: string, status: number, body: string][] = [
    ['/text', 200, 'hello'],
    ['/json', 200, '{"a":1}'],
    ['/stream', 200, 'onetwo'],
    ['/raw', 202, 'raw'],
    ['/child', 200, 'child'],
    ['/nothing', 404, '{"message":"Route GET:/nothing not found","error":"Not Found","statusCode":404}'],
  ];
  for (const [i, [path, status, body]] of asked.entries()) {
    const response = await server.fetch(path);
    assert.deepEqual([response.status, await response.text()], [status, body]);
    assert.match(response.headers.get('x-response-time') ?? '', /^\d+\.\d{3}ms$/);
    await journal.until('.a', i + 1);
    assert.deepEqual([journal.outcomes[i]?.status, journal.outcomes[i]?.bytes], [status, body.length]);
  }
  assert.deepEqual([journal.count('>a'), journal.count('<a'), journal.count('.a')], Array(3).fill(asked.length));
});

test("Fastify's body parser gets what a hook has read before", async () => {
  const reads: Middleware = { name: 'reads', processRequest: async x => void (await x.request.clone().text()) };
  await using server = await open([reads], app => void app.post('/', async request => request.body));
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":[1,2]}' };
  assert.equal(await (await server.fetch('/', init)).text(), '{"a":[1,2]}');
});

test('E11 the route is the template, and a 404 has none; handlers find their exchange by either request', async () => {
  const durations: RequestDuration[] = [];
  const journal = new Journal();
  await using server = await open([responseTime({ onEnd: d => durations.push(d) }), journal.middleware('a')], app => {
    app.register(
      async child =>
        void child.get('/d/:slug', async request =>
          String(exchangeOf(request) === exchangeOf(request.raw) && exchangeOf(request) !== undefined),
        ),
      { prefix: '/sub' },
    );
  });
  assert.equal(await (await server.fetch('/sub/d/home')).text(), 'true');
  await (await server.fetch('/nothing')).text();
  await journal.until('.a', 2);
  assert.deepEqual(
    durations.map(({ route }) => route),
    ['/sub/d/:slug', undefined],
  );
});

test('an error goes to the hooks before the error handler of any scope, and to that when no hook answers', async () => {
  const journal = new Journal();
  const draws: Middleware = {
    name: 'draws',
    processError: error => (String(error).includes('mine') ? new Response('drawn', { status: 418 }) : undefined),
  };
  await using server = await open([journal.middleware('a'), draws], app => {
    app.register(async child => {
      child.setErrorHandler((error: Error, _request, reply) => void reply.code(500).send(`host: ${error.message}`));
      child.get('/:what', async request => {
        throw new Error((request.params as { what: string }).what);
      });
      child.get('/sync/:what', request => {
        throw new HttpError(410, (request.params as { what: string }).what);
      });
    });
  });
  const ask = async (path: string, init?: RequestInit) => {
    const response = await server.fetch(path, init);
    return [response.status, await response.text()];
  };
  assert.deepEqual(await ask('/mine'), [418, 'drawn']);
  assert.deepEqual(await ask('/yours'), [500, 'host: yours']);
  assert.deepEqual(await ask('/sync/gone'), [410, 'gone']);
  await journal.until('.a', 3);
  assert.match(String(journal.outcomes[1]?.error), /yours/);
});

test("a body that cannot be read is Fastify's own error, and hooks see it", async () => {
  const seen: unknown[] = [];
  const sees: Middleware = { name: 'sees', processError: error => void seen.push(error) };
  await using server = await open([sees], app => void app.post('/', async () => 'never'));
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' };
  assert.equal((await server.fetch('/', init)).status, 400);
  assert.equal(seen.length, 1);
});
