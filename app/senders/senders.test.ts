import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { type AppRequest, NOON_MS, type OpenApp, openApp } from '../testing/open-app.ts';
import type { DoorNote } from './notes.ts';
import type { ListedSender } from './store.ts';

interface Senders {
  readonly senders: readonly ListedSender[];
  readonly turnedAway: readonly DoorNote[];
}

async function sendersOf(app: OpenApp): Promise<Senders> {
  const answer = await app.fetch(routes.senders.href(), { as: 'admin', accept: 'application/json' });
  return (await answer.json()) as Senders;
}

const post = (app: OpenApp, path: string, body: string, more: AppRequest = {}) =>
  app.fetch(path, { as: 'ingest', method: 'POST', body, ...more });

test('of each sender and protocol it is told what was kept, what was refused, and what was wrong with the last', async t => {
  const app = await openApp(t);
  const headers = { 'User-Agent': 'Telegraf/1.30' };
  await post(app, routes.influxWrite2.href(), 'cpu,host=boat user=1,system=2\ncpu user=abc\n', { headers });
  app.nowMs += 5000;
  await post(app, routes.influxWrite2.href({}, { precision: 's' }), `cpu user=1 ${NOON_MS / 1000}\n`, { headers });
  await post(app, routes.inOne.href({ metric: 'temperature' }, { room: 'attic', k: app.tokens.ingest }), '21,4');
  const { senders, turnedAway } = await sendersOf(app);
  assert.deepEqual(turnedAway, []);
  const [one, influx] = senders;
  assert.deepEqual(
    [influx!.name, influx!.protocol, influx!.requests, influx!.accepted, influx!.rejected, influx!.refusedRequests],
    ['ingest of a test', 'influx', 2, 3, 1, 0],
  );
  assert.deepEqual([influx!.firstMs, influx!.lastMs, influx!.keptMs], [NOON_MS, NOON_MS + 5000, NOON_MS + 5000]);
  assert.deepEqual(influx!.refusal, {
    atMs: NOON_MS,
    reason: 'line 2, column 10: "abc" is no value; write a number, true, false, or text in double quotes.',
    excerpt: 'cpu user=abc',
  });
  assert.equal(influx!.userAgent, 'Telegraf/1.30');
  assert.ok(influx!.perSecond > 0);
  assert.deepEqual(
    [one!.protocol, one!.accepted, one!.rejected, one!.refusal!.reason, one!.refusal!.excerpt],
    ['reading', 0, 1, '"21,4" has a decimal comma; write 21.4.', '/in/temperature?room=attic'],
  );
  assert.doesNotMatch(JSON.stringify(senders), new RegExp(app.tokens.ingest));
});

test('lines of logs, jobs and events are counted as readings are', async t => {
  const app = await openApp(t);
  await post(app, routes.logStream.href({ stream: 'app' }), 'one\ntwo\n', { headers: { 'Content-Length': '8' } });
  await post(app, routes.lokiPush.href(), '{}', { headers: { 'Content-Type': 'application/json' } });
  await post(app, routes.jobSignal.href({ name: 'nightly' }), 'start\n150%\n');
  await post(app, routes.ping.href({ name: 'nightly' }), '');
  await post(app, routes.event.href({ topic: 'deploys' }), 'shipped');
  await post(app, routes.eventHook.href({ topic: 'deploys' }), 'no JSON');
  const { senders } = await sendersOf(app);
  const counts = senders.map(({ protocol, accepted, rejected, refusedRequests }) => [
    ...[protocol, accepted, rejected, refusedRequests],
  ]);
  assert.deepEqual(counts.toSorted(), [
    ['event', 1, 0, 0],
    ['job', 1, 1, 0],
    ['log', 2, 0, 0],
    ['loki', 0, 0, 1],
    ['ping', 1, 0, 0],
    ['webhook', 0, 0, 1],
  ]);
  for (const { protocol, refusal } of senders)
    if (['job', 'loki', 'webhook'].includes(protocol)) assert.ok(refusal!.reason.length > 10, protocol);
});

test('a request that is refused as a whole says why, and names no readings', async t => {
  const app = await openApp(t);
  const type = 'application/x-protobuf;proto=io.prometheus.write.v2.Request';
  await post(app, routes.remoteWrite.href(), 'x', { headers: { 'Content-Type': type } });
  const { senders } = await sendersOf(app);
  assert.deepEqual([senders[0]!.protocol, senders[0]!.accepted, senders[0]!.refusedRequests], ['remote_write', 0, 1]);
  assert.match(senders[0]!.refusal!.reason, /^Remote write 2\.0 is not taken here/);
});

test('times in seconds that were meant as milliseconds are told so', async t => {
  const app = await openApp(t);
  await post(app, routes.influxWrite.href({}, { precision: 'ms' }), `cpu user=1 ${NOON_MS / 1000}\n`);
  const { senders } = await sendersOf(app);
  assert.match(
    senders[0]!.refusal!.reason,
    /is too long ago.* It seems to be in seconds where milliseconds are meant\.$/,
  );
  assert.equal(senders[0]!.refusal!.excerpt, 'cpu_user = 1');
});

test('who comes with no token, a wrong one, a token that may not, or to no address, is told of with the reason', async t => {
  const app = await openApp(t);
  const { pathname } = new URL(routes.inMany.href(), 'http://x');
  const ask = (path: string, headers: Record<string, string> = {}) =>
    app.fetch(path, { method: 'POST', body: '{"a": 1}', headers });
  await ask(pathname);
  await ask(pathname, { Authorization: 'Bearer w_wrong' });
  await post(app, pathname, '{"a": 1}', { as: 'read' });
  await post(app, '/v1/input', '1');
  await app.fetch('/nothing', { accept: 'text/html' });
  const { turnedAway, senders } = await sendersOf(app);
  assert.deepEqual(senders, []);
  assert.deepEqual(
    turnedAway.map(({ status, requests, asked }) => [status, requests, asked]),
    [
      [404, 1, 'POST /v1/input'],
      [403, 1, 'POST /in'],
      [401, 2, 'POST /in'],
    ],
  );
  assert.match(turnedAway[0]!.reason, /^Nothing takes data at \/v1\/input\./);
  assert.match(turnedAway[1]!.reason, /^Only a write token may send/);
  assert.match(turnedAway[2]!.reason, /^Its token is not known here/);
});

test('it is a page, a text and JSON for the owner alone', async t => {
  const app = await openApp(t);
  await post(app, routes.inMany.href(), '{"a": "<b>x</b>"}');
  const page = await (await app.fetch(routes.senders.href(), { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, /ingest of a test/);
  assert.doesNotMatch(page, /<b>x<\/b>/);
  assert.ok(page.includes(`Bearer ${app.deps.writeToken.read()}`));
  const text = await (await app.fetch(routes.senders.href(), { as: 'admin', accept: 'text/plain' })).text();
  assert.match(text, /^Senders .*\n\n {2}ingest of a test · JSON, NDJSON, CSV .*\n {4}0 kept · 1 refused/);
  for (const as of ['read', 'ingest'] as const)
    assert.equal((await app.fetch(routes.senders.href(), { as, accept: 'application/json' })).status, 403);
  const events = await app.fetch(routes.sendersLive.href(), { as: 'read', accept: 'text/event-stream' });
  assert.match(await events.text(), /^event: gone\ndata: .*Only the owner sees who sends/);
});

test('of very many the page shows those that came last, and says how many there are besides', async t => {
  const app = await openApp(t);
  for (let at = 0; at < 130; at++)
    app.deps.senders.turnedAway({
      address: `192.0.2.${at}`,
      userAgent: '',
      asked: 'POST /in',
      status: 401,
      reason: 'No.',
    });
  const page = await (await app.fetch(routes.senders.href(), { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, />192\.0\.2\.129</);
  assert.doesNotMatch(page, />192\.0\.2\.29</);
  assert.match(page, /And 30 that came longer ago/);
});

test('“Send one for me” sends one', async t => {
  const app = await openApp(t);
  const trial = (kind: string) => app.fetch(routes.sendersTrial.href(), { as: 'owner', form: { kind } });
  assert.equal((await trial('reading')).status, 303);
  assert.equal((await trial('nonsense')).status, 422);
  assert.equal((await app.deps.history.latest({})).series[0]!.metric, 'temperature');
  assert.equal((await sendersOf(app)).senders[0]!.name, 'this page');
});
