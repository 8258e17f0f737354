import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { readLines } from './testing/read-lines.ts';
import { draft } from './testing/temp-events.ts';

async function publish(app: OpenApp, topic: string, message: string, more = {}): Promise<string> {
  const appended = await app.deps.events.append([draft(topic, message, { atMs: app.nowMs, ...more })]);
  assert.ok('events' in appended);
  return appended.events[0]!.id;
}

const stream = (topic: string, form: 'json' | 'sse' | 'raw', query = {}) =>
  routes.eventStream.href({ topic, form }, query);

async function poll(app: OpenApp, topic: string, query: object): Promise<string[]> {
  const response = await app.fetch(stream(topic, 'json', { poll: 1, ...query }), { as: 'read' });
  assert.equal(response.status, 200);
  const lines = (await response.text()).split('\n').filter(line => line !== '');
  return lines.map(line => JSON.parse(line).message);
}

async function open(app: OpenApp, path: string, headers = {}) {
  const origin = app.servers.length > 0 ? originOf(app) : await app.listen();
  const response = await fetch(origin + path, { headers: { ...app.headersOf('read'), ...headers } });
  return { response, lines: readLines(response) };
}

function originOf(app: OpenApp): string {
  const address = app.servers[0]!.address();
  assert.ok(address && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}

test('a subscriber hears that it is open, then each event of its topics as it comes', async t => {
  const app = await openApp(t);
  const { response, lines } = await open(app, stream('a,b', 'json'));
  assert.equal(response.headers.get('content-type'), 'application/x-ndjson; charset=utf-8');
  const { event, topic } = await lines.json();
  assert.deepEqual({ event, topic }, { event: 'open', topic: 'a,b' });
  await publish(app, 'a', 'one');
  await publish(app, 'c', 'not for it');
  await publish(app, 'b', 'two', { title: 'T', tags: ['x'], priority: 5, click: 'https://example.org/' });
  assert.equal((await lines.json()).message, 'one');
  const { id, time, expires, ...rest } = await lines.json();
  assert.deepEqual(rest, {
    ...{ sequence_id: id, event: 'message', topic: 'b', message: 'two', title: 'T', tags: ['x'], priority: 5 },
    click: 'https://example.org/',
  });
  assert.ok(time === Math.floor(app.nowMs / 1000) && Number(expires) > Number(time));
  await lines.close();
});

test('what is there is polled from any point on, and filtered', async t => {
  const app = await openApp(t);
  app.nowMs -= 3_600_000;
  const old = await publish(app, 'a', 'old', { priority: 1 });
  app.nowMs += 3_600_000;
  await publish(app, 'a', 'new', { title: 'T', tags: ['x', 'y'], priority: 4 });
  assert.deepEqual(await poll(app, 'a', {}), ['old', 'new']);
  assert.deepEqual(await poll(app, 'a', { since: old }), ['new']);
  assert.deepEqual(await poll(app, 'a', { since: '30m' }), ['new']);
  assert.deepEqual(await poll(app, 'a', { since: Math.floor(app.nowMs / 1000) }), ['new']);
  assert.deepEqual(await poll(app, 'a', { since: 'latest' }), ['new']);
  assert.deepEqual(await poll(app, 'a', { since: 'none' }), []);
  assert.deepEqual(await poll(app, 'a', { tags: 'x,y' }), ['new']);
  assert.deepEqual(await poll(app, 'a', { tags: 'x,z' }), []);
  assert.deepEqual(await poll(app, 'a', { priority: 'min,urgent' }), ['old']);
  assert.deepEqual(await poll(app, 'a', { title: 'T' }), ['new']);
  assert.deepEqual(await poll(app, 'a', { message: 'old' }), ['old']);
  assert.deepEqual(await poll(app, 'a', { id: old }), ['old']);
  const bad = await app.fetch(stream('a', 'json', { since: 'yesterday' }), { as: 'read' });
  assert.equal(bad.status, 400);
  assert.match(await bad.text(), /since="yesterday" is not understood/);
});

test('the same as an event stream, which a browser resumes by itself, and as bare lines', async t => {
  const app = await openApp(t);
  const id = await publish(app, 'a', 'one');
  await publish(app, 'a', 'two\nlines');
  const sse = await open(app, stream('a', 'sse'), { 'Last-Event-ID': id });
  assert.equal(sse.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(await sse.lines.next(), 'event: open');
  assert.match((await sse.lines.next())!, /^data: \{"id":"\w{12}","time":\d+,"event":"open","topic":"a"\}$/);
  assert.equal(await sse.lines.next(), '');
  assert.match((await sse.lines.next())!, /^id: [A-Za-z0-9]{12}$/);
  assert.match((await sse.lines.next())!, /^data: \{.*"message":"two\\nlines".*\}$/);
  await sse.lines.close();
  const raw = await app.fetch(stream('a', 'raw', { poll: 1 }), { as: 'read' });
  assert.equal(await raw.text(), 'one\ntwo lines\n');
});

test('a web socket says the same, and a page of another site is refused it', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  await publish(app, 'a', 'one');
  const url = origin.replace('http', 'ws') + routes.eventSocket.href({ topic: 'a' }, { since: 'all' });
  const socket = new WebSocket(url, { headers: app.headersOf('read') });
  const messages: string[] = [];
  socket.on('message', data => {
    const { event, message } = JSON.parse(String(data));
    messages.push(message ?? event);
    if (message === 'one') void publish(app, 'a', 'two');
    if (message === 'two') socket.close();
  });
  await once(socket, 'close');
  assert.deepEqual(messages, ['open', 'one', 'two']);
  for (const [headers, status] of [
    [{}, 401],
    [app.headersOf('ingest'), 403],
    [{ ...app.headersOf('read'), Origin: 'https://elsewhere.example' }, 403],
    [{ ...app.headersOf('owner'), Origin: 'https://elsewhere.example' }, 403],
  ] as const) {
    const refused = new WebSocket(url, { headers });
    refused.on('error', () => {});
    const [, response] = await once(refused, 'unexpected-response');
    assert.equal(response.statusCode, status);
    refused.terminate();
  }
  const plain = await fetch(origin + routes.eventSocket.href({ topic: 'a' }), { headers: app.headersOf('read') });
  assert.equal(plain.status, 426);
  assert.equal(app.deps.gate.open, 0);
});

test('streams count against the limits, and end with their token and with the server', async t => {
  const stopping = new AbortController();
  const app = await openApp(t, { TELLTALE_MAX_STREAMS_PER_USER: '2' }, stopping);
  const origin = await app.listen();
  const { lines } = await open(app, stream('a', 'json'));
  await lines.next();
  const url = origin.replace('http', 'ws') + routes.eventSocket.href({ topic: 'a' });
  const socket = new WebSocket(url, { headers: app.headersOf('read') });
  await once(socket, 'message');
  const third = await fetch(origin + stream('a', 'json'), { headers: app.headersOf('read') });
  assert.deepEqual([third.status, third.headers.get('retry-after')], [503, '10']);
  const closed = once(socket, 'close');
  app.deps.gate.end(() => true, { event: 'restart', data: '' });
  assert.equal(await lines.next(), undefined);
  assert.equal((await closed)[0], 1000);
});

test('a subscriber who comes back by the id of its last event has no gap and no repeat', async t => {
  const app = await openApp(t);
  const heard: string[] = [];
  let since: string | undefined;
  let sent = 0;
  for (let visit = 0; visit < 5; visit++) {
    const { lines } = await open(app, stream('a', 'json', { since: since ?? 'all' }));
    await lines.next();
    const sending = Promise.all(Array.from({ length: 50 }, () => publish(app, 'a', String(sent++))));
    while (heard.length < 50 * visit + 20) {
      const { id, message } = await lines.json();
      heard.push(String(message));
      since = String(id);
    }
    await lines.close();
    await sending;
  }
  heard.push(...(await poll(app, 'a', { since })));
  assert.deepEqual(
    heard,
    Array.from({ length: sent }, (_, i) => String(i)),
  );
});

test('HEAD opens no stream', async t => {
  const app = await openApp(t);
  const response = await app.fetch(stream('a', 'json'), { as: 'read', method: 'HEAD' });
  assert.deepEqual([response.status, app.deps.gate.open], [200, 0]);
});
