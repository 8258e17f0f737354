import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { toFetch } from './adapters/fetch.ts';
import { toHono } from './adapters/hono.ts';
import { exchangeOf } from './exchange.ts';
import { compose, type Middleware } from './middleware.ts';
import { Journal } from './testing/journal.ts';

test('the example in the head of middleware.ts runs', async () => {
  const poweredBy: Middleware = {
    name: 'powered-by',
    processResponse: head => head.headers.set('X-Powered-By', 'wind'),
  };
  const pipeline = compose(poweredBy);
  const app = new Hono();
  app.use(toHono(pipeline));
  const handle = toFetch(pipeline, () => new Response('hello'));
  for (const response of [await app.request('/'), await handle(new Request('http://localhost/'))]) {
    assert.equal(response.headers.get('x-powered-by'), 'wind');
  }
});

test('E15 the given order stays wherever "after" and "before" leave a choice', () => {
  const of = (name: string, more: Partial<Middleware> = {}): Middleware => ({ name, ...more });
  assert.deepEqual(compose(of('c'), of('a'), of('b')).order, ['c', 'a', 'b']);
  assert.deepEqual(compose(of('c', { after: ['b'] }), of('a'), of('b')).order, ['a', 'b', 'c']);
  assert.deepEqual(compose(of('c'), of('a'), of('b', { before: ['c', 'a'] })).order, ['b', 'c', 'a']);
});

test('E15 a cycle, an unknown name and a name used twice stop the start and say what to do', () => {
  const a: Middleware = { name: 'a', after: ['b'] };
  const b: Middleware = { name: 'b', after: ['a'] };
  assert.throws(() => compose(a, b), /"a", "b" each wait for another of them/);
  assert.throws(() => compose(a), /"a" wants an order relative to "b", which is not in this pipeline/);
  assert.throws(() => compose({ name: 'c', before: ['d'] }), /"c" wants an order relative to "d"/);
  assert.throws(() => compose({ name: 'c' }, { name: 'c' }), /Two middlewares are named "c"/);
});

test('a response hook that is async by mistake is answered with 500 and says the cure', async () => {
  const journal = new Journal();
  const slow = journal.middleware('slow', { processResponse: (async () => {}) as never });
  const response = await toFetch(
    compose(journal.middleware('a'), slow),
    () => new Response(),
  )(new Request('http://x/'));
  assert.equal(response.status, 500);
  await response.text();
  assert.match(String(journal.outcomes[0]?.error), /"slow" must return a Response or nothing. It must not be async/);
});

for (const globals of ["the platform's", 'those of @hono/node-server'] as const) {
  test(`a Response that no host could send becomes a 500 that ends, with ${globals} globals`, async () => {
    if (globals !== "the platform's") getRequestListener(() => new Response()); // puts its own in their place
    const used = new Response('read before');
    await used.text();
    const setsNonsense: Middleware = {
      name: 'b',
      processResponse: head => Object.assign(head, { status: 42 }) && undefined,
    };
    for (const [bad, more] of [[used], [Response.error()], [new Response('x'), setsNonsense]] as const) {
      const journal = new Journal();
      const pipeline = compose(journal.middleware('a'), ...(more ? [more] : []));
      const response = await toFetch(pipeline, () => bad)(new Request('http://x/'));
      assert.deepEqual([response.status, await response.text()], [500, 'Internal Server Error']);
      assert.equal(journal.count('.a complete'), 1);
    }
  });
}

test('a pipeline inside of another shares its exchange, until it is over', async () => {
  const user: Middleware = { name: 'user', processRequest: x => void x.slot(user, () => crypto.randomUUID()) };
  const inner = toFetch(compose({ name: 'inner' }), r => new Response(exchangeOf(r)!.slot(user, () => 'lost')));
  const outer = toFetch(compose(user), inner);
  const request = new Request('http://x/');
  const [first, second] = [await (await outer(request)).text(), await (await outer(request)).text()];
  assert.notEqual(first, 'lost');
  assert.notEqual(second, first);
});
