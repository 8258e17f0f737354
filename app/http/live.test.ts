import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpError } from './http-error.ts';
import { createLive, type Scene } from './live.ts';
import { compose } from './middleware.ts';
import { runScreen } from './run-screen.ts';
import { createScreens } from './screens.ts';
import { createStreamGate, type StreamOwner } from './stream-gate.ts';
import { openHono } from './testing/hosts.ts';
import { Journal } from './testing/journal.ts';
import { quietScreen } from './testing/quiet-screen.ts';
import { openRaw } from './testing/raw-client.ts';
import { readEvents } from './testing/read-events.ts';

const LINGER_MS = 30_000;
const anna: StreamOwner = { user: 'person 1', address: '127.0.0.1' };

test('a stream goes on where the page was drawn, with the same screen', async t => {
  const { live, scene, quiet, url } = await openStage(t);
  quiet.show('before the page');
  const page = await live.draw(scene, screen => ({ html: screen.html('area'), cursor: screen.cursor }));
  assert.match(page.html, /before the page/);
  quiet.show('between page and stream');
  using client = openRaw(url, `/live?cursor=${page.cursor}`);
  const [greeting, change] = await client.events(({ length }) => length === 2);
  assert.equal(greeting!.event, 'beat');
  assert.match(change!.data, /between page and stream/);
  assert.equal(quiet.starts, 1);
});

test('a page shows what its reader has just changed, without waiting for the next drawing', async t => {
  let text = 'old';
  const draw = () => [{ id: 'area', open: `<div id="area">${text}`, regions: [], close: '</div>' }];
  const start = () => runScreen(async () => ({ draw, stop() {} }), assert.ifError);
  const { live, screens } = await openStage(t);
  await live.draw({ name: 'board', start }, screen => assert.match(screen.html('area'), /old/));
  text = 'new';
  await live.draw({ name: 'board', start }, screen => assert.match(screen.html('area'), /new/));
  screens.end(() => true);
});

test('a page waits for what its screen has still to read; a stream does not', async t => {
  let text = 'old';
  let asked = 0;
  const draw = () => [{ id: 'area', open: `<div id="area">${text}`, regions: [], close: '</div>' }];
  const fresh = async () => {
    asked++;
    await nextTurn();
    text = 'new';
  };
  const start = () => runScreen(async () => ({ draw, stop() {}, fresh }), assert.ifError);
  const { live, screens } = await openStage(t);
  const request = new Request('http://localhost/live', { method: 'HEAD' });
  await live.stream(request, { name: 'board', start });
  assert.equal(asked, 0);
  await live.draw({ name: 'board', start }, screen => assert.match(screen.html('area'), /new/));
  screens.end(() => true);
});

test('who wants to know when a stream opens hears once that it is over', async t => {
  const { live, scene } = await openStage(t);
  const left = t.mock.fn();
  const response = await live.stream(new Request('http://localhost/live'), scene, () => left);
  assert.equal(left.mock.callCount(), 0);
  await response.body!.cancel();
  assert.equal(left.mock.callCount(), 1);
  const refused = await openStage(t, { owner: undefined });
  const opened = t.mock.fn(() => left);
  await refused.live.stream(new Request('http://localhost/live'), scene, opened);
  assert.equal(opened.mock.callCount(), 0);
});

test('a page whose screen is ended while it starts is drawn all the same', async t => {
  const starting = Promise.withResolvers<void>();
  const { live } = await openStage(t);
  let drawings = 0;
  const draw = () => [{ id: 'area', open: `<div id="area">drawing ${++drawings}`, regions: [], close: '</div>' }];
  const start = async () => {
    await starting.promise;
    return runScreen(async () => ({ draw, stop() {} }), assert.ifError);
  };
  const drawn = live.draw({ name: 'slow', start }, screen => screen.html('area'));
  live.end(name => name === 'slow');
  starting.resolve();
  assert.match(await drawn, /drawing 1/);
});

test('a scene that has to be looked for is looked for by those who may see it', async t => {
  const look = t.mock.fn(async (): Promise<Scene> => {
    throw new HttpError(404, 'There is no dashboard x.');
  });
  const refused = await openStage(t, { owner: undefined });
  const request = new Request('http://localhost/live');
  const [sent] = readEvents(await (await refused.live.stream(request, look)).text());
  assert.deepEqual([sent!.event, look.mock.callCount()], ['gone', 0]);
  const { live, scene, gate } = await openStage(t);
  const [gone] = readEvents(await (await live.stream(request, look)).text());
  assert.deepEqual([gone!.event, gone!.data], ['gone', '{"reason":"There is no dashboard x."}']);
  await assert.rejects(
    live.stream(request, () => {
      throw new Error('no disk');
    }),
    /no disk/,
  );
  const found = await live.stream(request, () => scene);
  assert.equal(gate.open, 1);
  await found.body!.cancel();
  assert.equal(gate.open, 0);
});

test('a screen is held while a page is drawn, and only then, also when the drawing fails', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { live, scene, screens, quiet } = await openStage(t);
  await live.draw(scene, () => {
    t.mock.timers.tick(LINGER_MS);
    assert.equal(screens.count, 1);
  });
  await assert.rejects(
    live.draw(scene, () => {
      throw new Error('no ink');
    }),
    /no ink/,
  );
  t.mock.timers.tick(LINGER_MS);
  await nextTurn();
  assert.deepEqual([screens.count, quiet.stops], [0, 1]);
});

test('a page whose screen does not start in time is refused, with the advice to come back', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { live } = await openStage(t);
  const drawn = live.draw({ name: 'stuck', start: () => new Promise(() => {}) }, () => assert.fail('drawn'));
  t.mock.timers.tick(10_000);
  await assert.rejects(drawn, { name: 'AcquireTimeoutError', retryAfterSeconds: 1 });
});

test('who may not see live pages is sent to sign in, and starts nothing', async t => {
  const { quiet, gate, url } = await openStage(t, { owner: undefined });
  using client = openRaw(url, '/live', ['Connection: close']);
  await client.closed;
  assert.match(client.text, /^HTTP\/1\.1 200 .*event: gone\ndata: {"href":"\/login"}/s);
  assert.deepEqual([quiet.starts, gate.open], [0, 0]);
});

test('who has too many streams is told so, and those that are open go on', async t => {
  const { quiet, gate, url } = await openStage(t, { perUser: 1 });
  using first = openRaw(url, '/live');
  await first.events(({ length }) => length === 1);
  using second = openRaw(url, '/live', ['Connection: close']);
  await second.closed;
  assert.match(second.text, /event: gone\ndata: {"reason":"You have 1 streams open/);
  quiet.show('on');
  await first.events(({ length }) => length === 2);
  assert.equal(gate.open, 1);
});

test('a screen that cannot start is an error of this request, and its place is given back', async t => {
  const { gate, url, journal } = await openStage(t, { start: () => Promise.reject(new Error('no disk')) });
  using client = openRaw(url, '/live');
  assert.match(await client.head(), /^HTTP\/1\.1 500 /);
  assert.equal(gate.open, 0);
  await journal.until('!a');
});

test('a client that leaves while the screen starts holds nothing when it has started', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const starting = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const stage = await openStage(t, {
    async start() {
      asked.resolve();
      await starting.promise;
      return stage.quiet.running;
    },
  });
  const client = openRaw(stage.url, '/live');
  await asked.promise;
  client.socket.destroy();
  starting.resolve();
  while (stage.gate.open > 0) await nextTurn();
  t.mock.timers.tick(LINGER_MS);
  assert.equal(stage.screens.count, 0);
});

test('a screen whose definition changed ends, and who comes back with its cursor gets the new state', async t => {
  const { live, quiet, url, scene } = await openStage(t);
  using client = openRaw(url, '/live');
  const [first] = await client.events(({ length }) => length === 1);
  live.end(name => name === scene.name);
  await client.closed;
  assert.equal(quiet.stops, 1);
  const changed = quietScreen('as it is now');
  const html = await live.draw({ ...scene, start: changed.start }, screen => screen.html('area'));
  assert.match(html, /as it is now/);
  using again = openRaw(url, '/live', [`Last-Event-ID: ${first!.id}`]);
  const [snapshot] = await again.events(({ length }) => length === 1);
  assert.match(snapshot!.data, /as it is now/);
});

test('without a Node server below the body of the answer is the stream', async t => {
  const { live, scene, gate, quiet } = await openStage(t);
  const response = await live.stream(new Request('http://localhost/live'), scene);
  quiet.show('on');
  quiet.screen.close();
  assert.match(await response.text(), /^id: .*\n\nid: .*<p id="text">on</s);
  assert.equal(gate.open, 0);
});

interface StageOptions {
  readonly owner?: StreamOwner | undefined;
  readonly perUser?: number;
  readonly start?: Scene['start'];
}

/** A real server whose every path is the stream of one scene. */
async function openStage(t: TestContext, options: StageOptions = {}) {
  const owner = 'owner' in options ? options.owner : anna;
  const screens = createScreens();
  const gate = createStreamGate({ total: 10, perUser: options.perUser ?? 10, perAddress: 10 });
  const live = createLive({ screens, gate, ownerOf: () => owner, loginHref: '/login' });
  const quiet = quietScreen();
  const scene = { name: 'quiet', start: options.start ?? quiet.start };
  const journal = new Journal();
  const host = await openHono(compose(journal.middleware('a')), request => live.stream(request, scene));
  t.after(() => host[Symbol.asyncDispose]());
  return { live, screens, gate, quiet, scene, journal, url: host.url };
}
