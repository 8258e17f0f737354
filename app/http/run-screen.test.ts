import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type FeedEvents, runScreen } from './run-screen.ts';

test('draws the feed when it changes, and about once a second as time moves', async t => {
  const feed = await start(t);
  const { screen } = feed.running;
  feed.text = 'changed';
  feed.events.onChange();
  t.mock.timers.tick(1);
  assert.match(screen.html('a'), /changed/);
  feed.text = 'later';
  t.mock.timers.tick(1100);
  assert.match(screen.html('a'), /later/);
});

test('what changed while the feed started is on the first screen', async t => {
  const feed = createFeed(t);
  const running = await runScreen(async events => {
    events.onChange();
    feed.text = 'changed meanwhile';
    return feed;
  }, assert.ifError);
  assert.match(running.screen.html('a'), /changed meanwhile/);
  running.stop();
});

test('a feed that is lost says so once to who runs the screen, and why to who hears of errors', async t => {
  const feed = await start(t);
  feed.events.onLost(new Error('no disk'));
  feed.events.onLost();
  await feed.running.lost;
  assert.deepEqual(feed.errors.map(String), ['Error: no disk']);
});

test('a feed that is lost while it starts is a lost screen from the beginning', async t => {
  const feed = createFeed(t);
  const running = await runScreen(async events => {
    events.onLost();
    return feed;
  }, assert.ifError);
  await running.lost;
  running.stop();
});

test('a drawing that fails is told, the page keeps the state before, and the next one is tried', async t => {
  const feed = await start(t);
  feed.failure = new Error('no number');
  t.mock.timers.tick(1100);
  assert.deepEqual(feed.errors, [feed.failure]);
  assert.match(feed.running.screen.html('a'), /first/);
  feed.failure = undefined;
  feed.text = 'again';
  t.mock.timers.tick(1100);
  assert.match(feed.running.screen.html('a'), /again/);
});

test('a feed that cannot be drawn even once is stopped', async t => {
  const feed = createFeed(t);
  feed.failure = new Error('no number');
  await assert.rejects(
    runScreen(async () => feed, assert.ifError),
    /no number/,
  );
  assert.equal(feed.stops, 1);
});

test('the stop ends the feed and the drawing', async t => {
  const feed = await start(t);
  feed.running.stop();
  feed.text = 'too late';
  feed.events.onChange();
  t.mock.timers.tick(10_000);
  assert.equal(feed.stops, 1);
  assert.match(feed.running.screen.html('a'), /first/);
});

/** A feed that draws one text, or fails. */
function createFeed(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const feed = {
    text: 'first',
    failure: undefined as Error | undefined,
    stops: 0,
    draw() {
      if (feed.failure) throw feed.failure;
      return [{ id: 'a', open: `<p id="a">${feed.text}`, regions: [], close: '</p>' }];
    },
    stop: () => void feed.stops++,
  };
  return feed;
}

async function start(t: TestContext) {
  const feed = createFeed(t);
  const errors: unknown[] = [];
  let events: FeedEvents | undefined;
  const running = await runScreen(
    async given => {
      events = given;
      return feed;
    },
    error => errors.push(error),
  );
  t.after(running.stop);
  return Object.assign(feed, { running, errors, events: events! });
}
