import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PanelDefinition } from '../dashboards/definition.ts';
import { openGzipClient } from '../http/testing/gzip-client.ts';
import { openRaw, type RawClient } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { openWebSocket } from '../testing/web-socket-client.ts';
import { type OwnMetrics, scrape, untilMetric } from './testing/own-metrics.ts';

const HOME = routes.homeLive.href();
/** Beyond these a stream ends by itself. */
const STALL_TIMEOUT_MS = 30_000;
const LIFETIME_AT_MOST_MS = 15 * 60_000 * 1.2;
/** More than sockets and a screen hold together. */
const FLOOD_EVENTS = 40;
const FLOOD_EVENT = 'x'.repeat(900_000);

const open = (kind: string) => `telltale_streams_open{kind="${kind}"}`;
const ended = (reason: string, kind = 'page') => `telltale_streams_ended_total{kind="${kind}",reason="${reason}"}`;
const bytes = (side: string, kind = 'page') => `telltale_stream_bytes_total{kind="${kind}",side="${side}"}`;
const frames = (kind: string) => `telltale_stream_frames_total{kind="${kind}"}`;
const CONFLATIONS = 'telltale_stream_conflations_total{kind="page"}';
const BEHIND = 'telltale_streams_behind{kind="page"}';

test('a viewer is counted while it is there, with what it is sent; and that it left', async t => {
  const { app, view } = await openViewed(t);
  const viewer = await view();
  const before = await scrape(app);
  assert.equal(before.get(open('page')), 1);
  assert.equal(before.get('telltale_screens_open'), 1);
  const framesBefore = before.get(frames('page'))!;
  const events = (await viewer.events(() => true)).length;
  await app.send('temperature', 21);
  await viewer.events(({ length }) => length > events);
  const after = await scrape(app);
  assert.ok(after.get(frames('page'))! > framesBefore);
  assert.ok(after.get(bytes('after'))! > before.get(bytes('after'))!);
  assert.equal(after.get(bytes('before')), after.get(bytes('after')), 'nothing was compressed');
  viewer[Symbol.dispose]();
  assert.equal((await untilMetric(app, ended('left'), count => count === 1)).get(open('page')), 0);
});

test('bytes are counted as they were before compression, and as they were sent', async t => {
  const { app, origin } = await openViewed(t);
  using viewer = await openGzipClient(origin + HOME, app.headersOf('read'));
  await viewer.events(({ length }) => length > 0);
  const metrics = await scrape(app);
  const HEADER_BYTES = 10;
  assert.equal(metrics.get(bytes('after')), viewer.wireBytes - HEADER_BYTES);
  assert.ok(metrics.get(bytes('before'))! > 2 * viewer.wireBytes);
});

test('a viewer who takes nothing is behind; when it reads on it was conflated, and is behind no more', async t => {
  const { app, view, flood } = await openViewed(t);
  const viewer = await view();
  viewer.socket.pause();
  await flood();
  const stuck = await scrape(app);
  assert.equal(stuck.get(BEHIND), 1);
  assert.ok(stuck.get('telltale_stream_lag_frames{kind="page"}')! >= 1);
  assert.ok(stuck.get('telltale_stream_lag_seconds{kind="page"}')! > 0);
  assert.equal(stuck.get(CONFLATIONS), 0);
  viewer.socket.resume();
  const free = await untilMetric(app, CONFLATIONS, count => count === 1);
  assert.equal(free.get(open('page')), 1, 'it is still there');
  const caughtUp = await untilMetric(app, BEHIND, viewers => viewers === 0);
  assert.equal(caughtUp.get('telltale_stream_lag_seconds{kind="page"}'), 0);
});

test('a viewer who took nothing for too long has stalled', async t => {
  const { app, view, flood } = await openViewed(t);
  const viewer = await view();
  viewer.socket.pause();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  await flood();
  t.mock.timers.tick(4 * STALL_TIMEOUT_MS + 1); // who was handed much may only be slow
  t.mock.timers.reset();
  const metrics = await untilMetric(app, ended('stalled'), count => count === 1);
  assert.equal(metrics.get(open('page')), 0);
  assert.equal(metrics.get(ended('left')), 0);
});

test('a viewer whose session ends is revoked', async t => {
  const { app, view } = await openViewed(t);
  const viewer = await view('owner');
  const answer = await app.fetch(routes.logout.href(), { as: 'owner', form: {} });
  assert.ok(answer.status < 400, `${answer.status}`);
  await viewer.closed;
  await untilMetric(app, ended('revoked'), count => count === 1);
});

test('a stream that has lived for long enough ends by its lifetime', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { app, view } = await openViewed(t);
  const viewer = await view();
  t.mock.timers.tick(LIFETIME_AT_MOST_MS);
  await viewer.closed;
  t.mock.timers.reset();
  await untilMetric(app, ended('lifetime'), count => count === 1);
});

test('a stream whose screen is changed is over', async t => {
  const { app, view } = await openViewed(t);
  const viewer = await view();
  app.deps.screens.end(() => true);
  await viewer.closed;
  await untilMetric(app, ended('over'), count => count === 1);
});

test('a stream that is refused is counted by the limit that was reached', async t => {
  const { app, view, openStream } = await openViewed(t, { TELLTALE_MAX_STREAMS_PER_USER: '1' });
  await view();
  const [farewell] = await openStream().events(({ length }) => length > 0);
  assert.equal(farewell!.event, 'gone');
  const metrics = await scrape(app);
  assert.equal(metrics.get('telltale_streams_refused_total{kind="page",limit="user"}'), 1);
  assert.equal(metrics.get('telltale_streams_refused_total{kind="page",limit="total"}'), 0);
  assert.equal(metrics.get(open('page')), 1);
});

test('the way of a change is timed from its commit over the drawing to the viewers', async t => {
  const { app, view } = await openViewed(t);
  const viewer = await view();
  const events = (await viewer.events(() => true)).length;
  const before = await scrape(app);
  await app.send('temperature', 21);
  await viewer.events(({ length }) => length > events);
  const after = await untilMetric(app, 'telltale_screen_delay_seconds_count{screen="home"}', count => count >= 1);
  for (const name of ['telltale_commit_delay_seconds_count', 'telltale_screen_draw_seconds_count{screen="home"}'])
    assert.ok(after.get(name)! > (before.get(name) ?? 0), name);
  const sum = after.get('telltale_screen_delay_seconds_sum{screen="home"}')!;
  assert.ok(sum > 0 && sum < 60, `${sum} s`);
  assertWholeHistogram(after, 'telltale_screen_delay_seconds', 'screen="home"');
  assertWholeHistogram(after, 'telltale_commit_delay_seconds', '');
});

test('a query is timed, and what moves on a board each second', async t => {
  const { app, view } = await openViewed(t);
  await app.send('temperature', 21);
  const answer = await app.fetch(routes.promqlQuery.href({}, { query: 'temperature * 2' }), { as: 'read' });
  await answer.text();
  const asked = await scrape(app);
  assert.equal(asked.get('telltale_query_seconds_count{kind="asked"}'), 1);
  assertWholeHistogram(asked, 'telltale_query_seconds', 'kind="asked"');
  const panel: PanelDefinition = {
    kind: 'stat',
    id: 'a',
    title: 'A',
    w: 4,
    h: 4,
    queries: [{ expr: 'temperature * 2' }],
  };
  await app.deps.state.transactional.batch(() => app.deps.dashboards.create({ title: 'A', panels: [panel] }, 'a'));
  await view('read', routes.dashboardLive.href({ slug: 'a' }));
  await untilMetric(app, 'telltale_query_seconds_count{kind="live"}', count => count >= 1);
});

test('streams of other kinds are counted under theirs', async t => {
  const { app, origin, openStream } = await openViewed(t);
  using events = openStream('read', routes.eventStream.href({ topic: 'deploys', form: 'json' }));
  await events.head();
  const socket = await openWebSocket(origin + routes.socketOut.href(), { headers: app.headersOf('read') });
  socket.send({ type: 'subscribe', id: 'a', topic: 'no such topic' });
  await socket.next();
  const sent = await app.fetch(routes.event.href({ topic: 'deploys' }), {
    as: 'ingest',
    method: 'POST',
    body: 'shipped',
  });
  assert.ok(sent.ok, `${sent.status}`);
  while (!events.text.includes('shipped')) await once(events.socket, 'data');
  const metrics = await scrape(app);
  for (const kind of ['events', 'socket']) {
    assert.equal(metrics.get(open(kind)), 1, kind);
    assert.ok(metrics.get(frames(kind))! >= 1, kind);
    assert.ok(metrics.get(bytes('after', kind))! > 10, kind);
  }
  assert.equal(metrics.get(open('page')), 0);
  socket.socket.close();
  events[Symbol.dispose]();
  for (const kind of ['events', 'socket']) await untilMetric(app, ended('left', kind), count => count === 1);
});

/** An application with a network, and people who look at Home. */
async function openViewed(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const app = await openApp(t, env);
  const origin = await app.listen();
  const openStream = (as: 'read' | 'owner' = 'read', path = HOME): RawClient => {
    const headers = Object.entries(app.headersOf(as)).map(([name, value]) => `${name}: ${value}`);
    const client = openRaw(origin, path, [...headers, 'Accept: text/event-stream']);
    t.after(() => client[Symbol.dispose]());
    return client;
  };
  const view = async (as?: 'read' | 'owner', path?: string) => {
    const client = openStream(as, path);
    await client.events(({ length }) => length > 0);
    return client;
  };
  const flood = async () => {
    for (let i = 0; i < FLOOD_EVENTS; i++) {
      app.deps.screens.tell('noise', FLOOD_EVENT);
      await nextTurn();
    }
  };
  return { app, origin, openStream, view, flood };
}

/** Buckets only grow, and the last one has all. */
function assertWholeHistogram(metrics: OwnMetrics, name: string, labels: string): void {
  const prefix = `${name}_bucket{${labels}${labels && ','}le=`;
  const buckets = [...metrics].filter(([sample]) => sample.startsWith(prefix)).map(([, count]) => count);
  assert.ok(buckets.length > 10, name);
  assert.deepEqual(
    buckets,
    buckets.toSorted((a, b) => a - b),
  );
  assert.equal(buckets.at(-1), metrics.get(labels ? `${name}_count{${labels}}` : `${name}_count`));
}
