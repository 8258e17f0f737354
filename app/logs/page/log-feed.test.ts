import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { KeptLine } from '../log-line.ts';
import type { Logs } from '../logs.ts';
import { line, openTempLogs } from '../testing/temp-logs.ts';
import { startLogFeed } from './log-feed.ts';
import { parseLogView } from './log-view.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14);
const at = (text: string, offsetMs = 0, stream = 'app') => line(stream, text, { atMs: NOW_MS + offsetMs });

async function start(t: TestContext, logs: Pick<Logs, 'find' | 'live'>, query = '') {
  const lost = Promise.withResolvers<unknown>();
  const changed = { count: 0 };
  const feed = await startLogFeed(parseLogView(new URL(`http://x/?${query}`)), {
    logs,
    now: () => NOW_MS,
    onChange: () => changed.count++,
    onLost: lost.resolve,
  });
  t.after(() => feed.stop());
  return { feed, lost: lost.promise, changed };
}

const texts = (lines: readonly KeptLine[]) => lines.map(({ text }) => text);

test('has every line once and counts it once, whenever it starts, while others write without pause', async t => {
  const { store } = openTempLogs(t);
  const stop = new AbortController();
  let written = 0;
  const writing = [0, 1, 2].map(async writer => {
    while (!stop.signal.aborted) await store.append([at(`order ${written++} of ${writer}`), at('other')]);
  });
  const feeds = [];
  for (let round = 0; round < 15; round++) feeds.push((await start(t, store, 'q=order&limit=1000')).feed);
  stop.abort();
  await Promise.all(writing);
  const { lines } = await store.find({
    ...{ search: 'order', fields: [], stream: undefined, levels: [], fromMs: 0, toMs: NOW_MS * 2, limit: 1000 },
  });
  for (const feed of feeds) {
    const sight = feed.now();
    assert.deepEqual(texts(sight.lines), texts(lines));
    const counted = sight.counts.reduce((sum, { count }) => sum + count, 0);
    assert.equal(counted, written);
  }
});

test('a line that comes late stands where its time is, and one of another time is not shown', async t => {
  const { store } = openTempLogs(t);
  await store.append([at('a', -3000), at('c', -1000)]);
  const { feed, changed } = await start(t, store);
  await store.append([at('b', -2000), at('long ago', -9_000_000)]);
  assert.deepEqual(texts(feed.now().lines), ['a', 'b', 'c']);
  assert.deepEqual([feed.now().arrived, changed.count], [1, 1]);
});

test('the choice of a stream narrows the lines, and not the counts of the others', async t => {
  const { store } = openTempLogs(t);
  const { feed } = await start(t, store, 'stream=app');
  await store.append([at('one'), at('two', 0, 'other')]);
  assert.deepEqual(texts(feed.now().lines), ['one']);
  assert.deepEqual(
    feed
      .now()
      .counts.map(({ stream }) => stream)
      .sort(),
    ['app', 'other'],
  );
});

test('what is missed loses the feed, so that another one reads it', async t => {
  const { store } = openTempLogs(t);
  const { lost } = await start(t, store);
  await store.append(Array.from({ length: 5000 }, (_, i) => at(`${i}`)));
  assert.equal(await lost, undefined);
  assert.equal(store.live.subscribers, 0);
});
