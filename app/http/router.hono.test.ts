import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { route } from './route.ts';
import { createRouter } from './router.ts';

const job = route('/api/jobs/:name');

function createApp(): Hono {
  const router = createRouter<{ readonly host: Context }>()
    .represent(job, {
      load: ctx => `${ctx.params.name} for ${ctx.host.req.header('x-user')}`,
      offers: ['text', 'json'],
      text: model => new Response(model),
      json: model => Response.json(model),
    })
    .on(job, {
      DELETE: () => {
        throw new Error('disk on fire');
      },
    });
  const app = new Hono().all('*', host => router.fetch(host.req.raw, { host }));
  return app.onError((error, host) => host.text(`500 ${error.message}`, 500));
}

test('C3: under Hono a wrong method is 405 with Allow, also inside a mounted prefix', async () => {
  for (const app of [createApp(), new Hono().route('/api', createApp())]) {
    const wrong = await app.request(job.href({ name: 'backup' }), { method: 'PUT' });
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD, DELETE, OPTIONS']);
  }
});

test('C5: under Hono HEAD has the head of GET', async () => {
  const app = createApp();
  const get = await app.request(job.href({ name: 'backup' }), { headers: { 'x-user': 'ada' } });
  const head = await app.request(job.href({ name: 'backup' }), { method: 'HEAD' });
  assert.equal(await get.text(), '"backup for ada"');
  assert.deepEqual([...head.headers], [...get.headers]);
  assert.equal(head.body, null);
});

test('C17: what a handler throws takes the error path of the host', async () => {
  const app = createApp();
  const response = await app.request(job.href({ name: 'backup' }), { method: 'DELETE' });
  assert.deepEqual([response.status, await response.text()], [500, '500 disk on fire']);
  assert.equal((await app.request(job.href({ name: 'backup' }))).status, 200);
});

test('over a socket: negotiates, redirects, refuses, and HEAD ends', async t => {
  const server = createAdaptorServer(createApp());
  t.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = (path: string, init?: RequestInit) => fetch(base + path, { redirect: 'manual', ...init });

  const text = await ask(job.href({ name: 'a/b' }), { headers: { accept: 'text/plain', 'x-user': 'ada' } });
  assert.deepEqual([await text.text(), text.headers.get('vary')], ['a/b for ada', 'Accept']);
  assert.equal((await ask('/api/jobs/backup/?x=1')).headers.get('location'), '/api/jobs/backup?x=1');
  assert.equal((await ask('/api/jobs/%zz')).status, 400);
  const head = await ask(job.href({ name: 'backup' }), { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-type')], [200, 'application/json']);
});
