import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';

const deploys = routes.event.href({ topic: 'deploys' });
const post = { as: 'ingest', method: 'POST' } as const;

test('a message is answered in words on a terminal, and as ntfy answers it to every other client', async t => {
  const app = await openApp(t);
  const curl = await app.fetch(deploys, {
    ...post,
    accept: '*/*',
    headers: { 'User-Agent': 'curl/8.5.0' },
    body: 'shipped',
  });
  assert.match(await curl.text(), /^ok deploys: shipped\nid [A-Za-z0-9]{12}\n$/);
  const headers = { Title: 'Out', Tags: 'tada', Priority: 'high', Icon: 'https://example.org/i.png' };
  const client = await app.fetch(deploys, { ...post, accept: '*/*', headers, body: 'shipped' });
  const message = (await client.json()) as Record<string, unknown>;
  const { id } = message;
  const time = Math.floor(app.nowMs / 1000);
  assert.deepEqual(message, {
    ...{ id, sequence_id: id, time, expires: time + 90 * 86_400, event: 'message', topic: 'deploys' },
    ...{ message: 'shipped', priority: 4, title: 'Out', tags: ['tada'], ignored: ['the icon'] },
  });
});

test('an event comes as text, as JSON, by GET, and under an address of its own', async t => {
  const app = await openApp(t);
  const send = async (path: string, request: object) => {
    const response = await app.fetch(path, { ...post, ...request });
    assert.equal(response.status, 200, path);
    return (await response.json()) as { message: string; sequence_id: string };
  };
  const json = { headers: { 'Content-Type': 'application/json' }, body: '{"topic":"deploys","message":"a"}' };
  assert.equal((await send(routes.eventAny.href(), json)).message, 'a');
  const byGet = routes.eventByGet.href({ topic: 'deploys', verb: 'trigger' }, { message: 'b' });
  assert.equal((await send(byGet, { method: 'GET' })).message, 'b');
  const first = await send(routes.eventSequence.href({ topic: 'deploys', sequence: 'v7' }), { body: '10 %' });
  assert.equal(first.sequence_id, 'v7');
  await send(deploys, { headers: { 'X-Sequence-ID': 'v7' }, body: 'done', method: 'PUT' });
  const { events } = await app.deps.events.page({ topics: undefined, filter: {}, limit: 10 });
  assert.deepEqual(
    events.map(({ message }) => message),
    ['done', 'b', 'a'],
  );
  await send(routes.eventSequence.href({ topic: 'deploys', sequence: 'v7' }), { method: 'DELETE' });
  await send(routes.eventClear.href({ topic: 'deploys', sequence: 'v7', word: 'clear' }), { method: 'PUT' });
  const left = await app.deps.events.page({ topics: undefined, filter: {}, limit: 10 });
  assert.deepEqual(
    left.events.map(({ message }) => message),
    ['b', 'a'],
  );
});

test('what cannot be kept is refused with a sentence, and nothing is kept of it', async t => {
  const app = await openApp(t);
  const refused = async (path: string, request: object, status: number, sentence: RegExp) => {
    const response = await app.fetch(path, { ...post, ...request });
    assert.equal(response.status, status);
    assert.match(await response.text(), sentence);
  };
  await refused(deploys, { body: 'x', headers: { Priority: 'loud' } }, 400, /"loud" is no priority/);
  await refused(deploys, { body: 'x'.repeat(5000) }, 413, /5000 bytes; at most 4096/);
  await refused(deploys, { body: 'x', headers: { Delay: '1h' } }, 400, /ahead of their time/);
  await refused(routes.event.href({ topic: 'a.b' }), { body: 'x' }, 400, /no name of a topic/);
  await refused(deploys, { body: 'x', as: 'read' }, 403, /Only a write token/);
  await refused(deploys, { body: 'x', as: undefined }, 401, /write token is needed/);
  assert.equal(app.deps.events.live.head, 0);
});

test('a GET that sends is refused to a page of another site, and HEAD sends nothing', async t => {
  const app = await openApp(t);
  const path = routes.eventByGet.href({ topic: 'deploys', verb: 'publish' }, { message: 'x', k: app.tokens.ingest });
  const foreign = await app.fetch(path, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
  assert.equal(foreign.status, 403);
  assert.equal((await app.fetch(path, { method: 'HEAD' })).status, 405);
  assert.equal(app.deps.events.live.head, 0);
  assert.equal((await app.fetch(path)).status, 200);
});
