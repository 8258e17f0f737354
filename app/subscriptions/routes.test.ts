import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draft } from '../events/testing/temp-events.ts';
import { makePicture } from '../images/testing/make-picture.ts';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { openWebSocket, type WebSocketClient } from '../testing/web-socket-client.ts';
import { subscriptionLimits } from './subscription-limits.ts';

async function connect(app: OpenApp): Promise<WebSocketClient> {
  const address = app.servers[0]?.address();
  const origin = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : await app.listen();
  return await openWebSocket(origin + routes.socketOut.href(), { headers: { ...app.headersOf('read') } });
}

const publish = (app: OpenApp, topic: string, message: string) =>
  app.deps.events.append([draft(topic, message, { atMs: app.nowMs })]);

const logLine = (app: OpenApp, stream: string, text: string) =>
  app.deps.logs.append([{ stream, text, level: 'info', fields: {}, atMs: app.nowMs }]);

test('readings begin with the newest of each series, and go on with each commit, also of series that are new', async t => {
  const app = await openApp(t);
  await app.send('temperature?room=bath&unit=°C', 20);
  await app.send('humidity?room=bath', 40);
  const client = await connect(app);
  client.send({ type: 'subscribe', id: 'a', topic: 'readings', series: 'temperature' });
  const { cursor, series, ...rest } = await client.next();
  assert.deepEqual(rest, { id: 'a', seq: 1, type: 'snapshot' });
  const [{ createdMs, ...bath }] = series;
  assert.deepEqual(bath, { series: 'temperature{room="bath"}', unit: '°C', atMs: app.nowMs, value: 20 });
  assert.ok(createdMs === app.nowMs && cursor > 0);
  app.nowMs += 1000;
  await app.send('humidity?room=bath', 41);
  await app.send('temperature?room=bath', 21);
  const change = await client.next();
  const reading = { series: 'temperature{room="bath"}', atMs: app.nowMs, value: 21 };
  assert.deepEqual(change, { id: 'a', seq: 2, type: 'change', cursor: change.cursor, readings: [reading] });
  await app.fetch(routes.inMany.href(), { as: 'ingest', method: 'POST', body: '{"temperature": 5}' });
  assert.deepEqual((await client.next()).readings, [{ series: 'temperature', atMs: app.nowMs, value: 5 }]);
  app.nowMs += 1000;
  const both = '[{"temperature": 6}, {"temperature": 22, "labels": {"room": "bath"}}]';
  await app.fetch(routes.inMany.href(), { as: 'ingest', method: 'POST', body: both });
  assert.deepEqual(
    (await client.next()).readings.map(({ value }: { value: number }) => value),
    [6, 22],
    'those of columns, too',
  );
});

test('a series that is taken away is told, and begins anew when it is brought back', async t => {
  const app = await openApp(t);
  await app.send('temperature', 20);
  await app.send('humidity', 40);
  const client = await connect(app);
  client.send({ type: 'subscribe', id: 'a', topic: 'readings', series: 'temperature' });
  assert.equal((await client.next()).series.length, 1);
  const { history } = app.deps;
  await history.remove('humidity');
  await history.restore('humidity');
  await history.remove('temperature');
  assert.deepEqual((await client.next()).removed, ['temperature']);
  await history.restore('temperature');
  const { type, series } = await client.next();
  assert.deepEqual([type, series[0].value], ['snapshot', 20]);
});

test('events begin with the last ones, and whoever comes back with a cursor misses none and hears none twice', async t => {
  const app = await openApp(t);
  for (const message of ['one', 'two', 'three']) await publish(app, 'deploys', message);
  const client = await connect(app);
  client.send({ type: 'subscribe', id: 'e', topic: 'events', name: 'deploys', last: 2 });
  const snapshot = await client.next();
  assert.deepEqual(
    snapshot.events.map(({ message }: { message: string }) => message),
    ['two', 'three'],
  );
  await publish(app, 'deploys', 'four');
  const { type, event, cursor } = await client.next();
  assert.deepEqual([type, event.message], ['change', 'four']);
  client.socket.close();
  await client.closed;
  await publish(app, 'deploys', 'five');
  const again = await connect(app);
  again.send({ type: 'subscribe', id: 'e', topic: 'events', name: 'deploys', after: cursor });
  await publish(app, 'deploys', 'six');
  assert.deepEqual([(await again.next()).event.message, (await again.next()).event.message], ['five', 'six']);
});

test('the lines of a log begin with the last ones, and go on from a cursor', async t => {
  const app = await openApp(t);
  for (const text of ['one', 'two']) await logLine(app, 'door', text);
  const client = await connect(app);
  client.send({ type: 'subscribe', id: 'l', topic: 'log', stream: 'door', last: 1 });
  const { lines, cursor } = await client.next();
  assert.deepEqual(
    lines.map(({ text }: { text: string }) => text),
    ['two'],
  );
  await logLine(app, 'window', 'not for it');
  await logLine(app, 'door', 'three');
  assert.equal((await client.next()).line.text, 'three');
  client.send({ type: 'subscribe', id: 'again', topic: 'log', stream: 'door', after: cursor });
  assert.deepEqual((await client.next()).line.text, 'three');
});

test('a query begins with its result, and goes on with the steps that have changed', async t => {
  const app = await openApp(t);
  await app.send('temperature?room=bath', 20);
  const client = await connect(app);
  client.send({ type: 'subscribe', id: 'q', topic: 'promql', query: 'temperature * 2', range: 10, step: 1 });
  const first = await client.next();
  assert.deepEqual([first.type, first.id, first.fromStep, first.stepMs], ['snapshot', 'q', 0, 1000]);
  assert.deepEqual(first.lines[0].labels, { room: 'bath' });
  assert.equal(first.lines[0].values.at(-1), 40);
  app.nowMs += 1000;
  await app.send('temperature?room=bath', 21);
  const next = await client.next();
  assert.equal(next.type, 'change');
  assert.equal(next.lines[0].values.at(-1), 42);
  assert.equal(next.lines[0].values.length, next.steps - next.fromStep);
  assert.ok(next.fromStep > 0);
});

test('jobs begin as they stand, and each that changes is told', async t => {
  const app = await openApp(t);
  const signal = (name: string, v: 'start' | 'done') =>
    app.fetch(routes.jobSignal.href({ name }, { v }), { as: 'ingest' });
  assert.equal((await signal('backup', 'start')).status, 200);
  const client = await connect(app);
  client.send({ type: 'subscribe', id: 'j', topic: 'jobs', name: 'backup' });
  const { jobs } = await client.next();
  assert.deepEqual([jobs.length, jobs[0].name, jobs[0].state], [1, 'backup', 'running']);
  await signal('other', 'start');
  await signal('backup', 'done');
  const { type, job } = await client.next();
  assert.deepEqual([type, job.name, job.state], ['change', 'backup', 'ok']);
  await app.deps.jobs.remove('backup');
  assert.equal((await client.next()).removed, 'backup');
});

test('images begin with their newest picture, and each that changes is told with where it is', async t => {
  const app = await openApp(t);
  const show = async (name: string, seed: number) => {
    const body = Buffer.from(await makePicture({ seed }));
    const response = await app.fetch(routes.img.href({ name }), { as: 'ingest', method: 'PUT', body });
    assert.equal(response.status, 200);
  };
  await show('door', 1);
  await show('gate', 2);
  const client = await connect(app);
  client.send({ type: 'subscribe', id: 'i', topic: 'images', name: 'door' });
  client.send({ type: 'subscribe', id: 'all', topic: 'images' });
  const [one, all] = [await client.next(), await client.next()].sort((a, b) => (a.id > b.id ? -1 : 1));
  const names = ({ images }: { images: { name: string }[] }) => images.map(({ name }) => name).sort();
  assert.deepEqual([one.type, names(one), names(all)], ['snapshot', ['door'], ['door', 'gate']]);
  client.send({ type: 'unsubscribe', id: 'all' });
  assert.equal((await client.next()).type, 'unsubscribed');
  await show('gate', 3);
  app.nowMs += 1000;
  await show('door', 4);
  const { type, image } = await client.next();
  const { newest } = image;
  assert.deepEqual([type, image.name, image.pictures, newest.atMs], ['change', 'door', 2, app.nowMs]);
  const picture = await app.fetch(newest.href, { as: 'read' });
  assert.equal((await picture.arrayBuffer()).byteLength, newest.sizeBytes);
  assert.equal((await app.fetch(newest.thumb, { as: 'read' })).status, 200);
  await app.deps.images.remove('door');
  assert.equal((await client.next()).removed, 'door');
});

test('what cannot be followed is refused with a sentence, and the others go on', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  const refused = async (message: string | object, reason: RegExp, id?: string) => {
    client.send(message);
    const answer = await client.next();
    assert.equal(answer.type, 'error');
    assert.match(answer.reason, reason);
    assert.equal(answer.id, id);
  };
  client.send({ type: 'subscribe', id: 'a', topic: 'readings', series: 'temperature' });
  assert.equal((await client.next()).type, 'snapshot');
  await refused('{', /^This is no JSON; send \{"type"/);
  await refused('[]', /Send \{"type": "subscribe"/);
  await refused(
    { type: 'subscribe', id: 'b', topic: 'weather' },
    /^There is no topic "weather"; there are events, images, jobs, log/,
    'b',
  );
  await refused({ type: 'subscribe', id: 'b', topic: 'toString' }, /^There is no topic/, 'b');
  await refused({ type: 'subscribe', id: 'b', topic: 'log' }, /^"stream": /, 'b');
  await refused({ type: 'subscribe', id: 'b', topic: 'promql', query: 'rate(' }, /./, 'b');
  await refused(
    { type: 'subscribe', id: 'b', topic: 'promql', query: 'x', range: 86400, step: 1 },
    /"range" holds more/,
    'b',
  );
  await refused({ type: 'subscribe', id: 'b', topic: 'readings', series: 'rate(x[1m])' }, /./, 'b');
  await refused({ type: 'subscribe', id: 'b', topic: 'events', name: 'a b' }, /is no name of a topic/, 'b');
  await refused(
    { type: 'subscribe', id: 'a', topic: 'readings', series: 'x' },
    /^A subscription of this id is open/,
    'a',
  );
  await refused({ type: 'unsubscribe', id: 'z' }, /^There is no subscription of this id/, 'z');
  await refused(Buffer.of(1, 2), /^Messages here are text/);
  await refused(
    { type: 'subscribe', id: 'b', topic: 'log', stream: 'x'.repeat(20_000) },
    /^A message is at most 16384 bytes/,
  );
  await app.send('temperature', 3);
  assert.equal((await client.next()).readings[0].value, 3);
  client.send({ type: 'unsubscribe', id: 'a' });
  assert.deepEqual(await client.next(), { type: 'unsubscribed', id: 'a' });
  assert.deepEqual(app.complaints, []);
});

test('one connection has a bounded number of subscriptions', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  const { subscriptions } = subscriptionLimits;
  for (let n = 0; n <= subscriptions; n++)
    client.send({ type: 'subscribe', id: `${n}`, topic: 'events', name: 'deploys' });
  const answers = [];
  while (answers.length <= subscriptions) answers.push(await client.next());
  assert.deepEqual(
    answers.filter(({ type }) => type === 'error').map(({ id }) => id),
    [`${subscriptions}`],
  );
});

test('a session that ends closes its socket with 1008, a stop with 1001; nobody and strangers are refused', async t => {
  const app = await openApp(t);
  const client = await connect(app);
  const origin = client.socket.url.replace(/^ws/, 'http');
  const open = (headers: object) => openWebSocket(origin, { headers: { ...headers } });
  await assert.rejects(open({}), /^Error: 401 Sign in/);
  await assert.rejects(open(app.headersOf('ingest')), /^Error: 403 /);
  await assert.rejects(open({ ...app.headersOf('owner'), Origin: 'https://evil.example' }), /^Error: 403 /);
  const { state, auth } = app.deps;
  const token = auth.identifyToken(app.tokens.read);
  assert.ok(token?.kind === 'token');
  await state.transactional.batch(() => auth.revokeToken(token.tokenId));
  assert.equal((await client.closed).code, 1008);
  const page = await open(app.headersOf('owner'));
  app.deps.gate.end(() => true, { event: 'restart', data: '' });
  assert.deepEqual(await page.closed, { code: 1001, reason: 'The server stops or starts anew; connect again.' });
});
