import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRandom } from '../testing/random.ts';
import type { Selector } from './history.ts';
import { MAX_LIVE_READINGS } from './live.ts';
import type { HistoryStore } from './store.ts';
import { NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';
import { MAX_WAITING_READINGS } from './waiting-commits.ts';
import { type LiveHistory, MAX_SERIES, MAX_SERIES_PER_SELECTOR, startWatch, type Watch } from './watch.ts';

const GRID = { stepMs: 1000, count: 300 };
/** The window ends here; readings of the tests lie before it. */
const NOW_MS = NOON_MS + 290_000;

test('begins with the past and the newest reading of what matches, in the order of names', async t => {
  const { store } = await openTempHistory(t);
  const core = (n: number) => reading('cpu', n, n, { labels: { core: `core ${n}` } });
  await store.append([core(10), core(2), reading('other', 0, 1), core(1)]);
  await store.append([{ ...core(2), atMs: NOON_MS + 1000, value: 9 }]);
  const { watch } = await start(t, store, [{ metrics: ['cpu'] }]);
  const series = watch.select({ metrics: ['cpu'] });
  assert.deepEqual(
    series.map(({ labels, atMs, value }) => [labels.core, atMs - NOON_MS, value]),
    [
      ['core 1', 1000, 1],
      ['core 2', 2000, 2],
      ['core 10', 10_000, 10],
    ],
  );
  assert.deepEqual(watch.select({ metrics: ['other'] }), [], 'what no selector names is not watched');
  await requireSame(store, watch);
});

test('has every reading once, whenever it starts, while others write without pause', async t => {
  const { store } = await openTempHistory(t);
  const random = createRandom(7);
  const stop = new AbortController();
  const writers = [0, 1, 2].map(async writer => {
    for (let i = 0; !stop.signal.aborted; i++) {
      // Out of order by the exclusive or, and each moment once: 3, 2, 1, 0, 7, 6, 5, 4 ...
      const atMs = NOON_MS + 5 * (i ^ 3);
      await store.append([{ metric: `w${writer}`, labels: {}, value: random(1000), atMs }]);
    }
  });
  const selectors = ['w0', 'w1', 'w2'].map(metric => ({ metrics: [metric] }));
  const followers = [];
  for (let round = 0; round < 15; round++) followers.push(await start(t, store, selectors));
  stop.abort();
  await Promise.all(writers);
  for (const { watch, caughtUp } of followers) {
    await caughtUp();
    await requireSame(store, watch);
  }
});

test('follows what is removed, sent again and restored, while it is written without pause', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 500)]);
  const { watch, caughtUp } = await start(t, store, [{ metrics: ['x'] }, { search: 'y' }]);
  const stop = new AbortController();
  const writing = (async () => {
    for (let i = 1; !stop.signal.aborted; i++) {
      await store.append([
        { ...reading('x', 0, i % 97), atMs: NOON_MS + 3 * i },
        { ...reading('y', 0, i), atMs: NOON_MS + 3 * i },
      ]);
    }
  })();
  for (let round = 0; round < 20; round++) {
    await store.remove(round % 3 === 0 ? 'y' : 'x');
    if (round % 2 === 0) await store.append([]);
    await store.restore('x');
  }
  stop.abort();
  await writing;
  await caughtUp();
  await requireSame(store, watch);
});

test('a series that is restored and written in one commit has its past too', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('x', 1, 2)]);
  const { watch, caughtUp } = await start(t, store, [{ metrics: ['x'] }]);
  await store.remove('x');
  const [, appended] = await Promise.all([store.restore('x'), store.append([reading('x', 5, 5)])]);
  assert.equal(appended.commit, store.live.head, 'it was one commit');
  await caughtUp();
  assert.equal(meansOf(watch, 'x').filter(mean => mean !== undefined).length, 3);
  await requireSame(store, watch);
});

test('a series that is restored while the store is read has its past too', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('y', 0, 1)]);
  await store.remove('x');
  const history: LiveHistory = {
    live: store.live,
    follow: () => store.follow(),
    query: query => store.query(query),
    async latest(selector) {
      await store.restore('x');
      return store.latest(selector);
    },
  };
  const { watch, caughtUp } = await start(t, history, [{}]);
  await caughtUp();
  assert.equal(meansOf(watch, 'x').filter(mean => mean !== undefined).length, 1);
  await requireSame(store, watch);
});

test('the newest reading is not older than the past, however long the past takes', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1)]);
  let turn = 0;
  const history: LiveHistory = {
    live: store.live,
    follow: () => store.follow(),
    async query(query) {
      await store.append([reading('x', ++turn, 2)]); // as if it had waited for its snapshot
      return store.query(query);
    },
    latest: selector => store.latest(selector),
  };
  const { watch } = await start(t, history, [{ metrics: ['x'] }]);
  assert.equal(watch.select({})[0]!.value, 2);
});

test('more commits than the topic keeps may come while the store is read', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 7)]);
  const { history, asked, answer } = slowHistory(store);
  const starting = start(t, history, [{ metrics: ['x'] }]);
  await asked;
  for (let i = 1; i <= 300; i++) await store.append([{ ...reading('x', 0, i), atMs: NOON_MS + 10 * i }]);
  answer();
  const { watch, caughtUp, lost } = await starting;
  await caughtUp();
  assert.deepEqual(lost, []);
  await requireSame(store, watch);
});

test('more readings than may wait while the store is read lose the watch, once', async t => {
  const { store } = await openTempHistory(t);
  const { history, asked, answer } = slowHistory(store);
  const starting = start(t, history, [{ metrics: ['x'] }]);
  await asked;
  const batch = Array.from({ length: MAX_LIVE_READINGS - 1 }, (_, i) => ({ ...reading('x', 0, i), atMs: NOON_MS + i }));
  for (let count = 0; count <= MAX_WAITING_READINGS; count += batch.length) await store.append(batch);
  answer();
  const { lost, changes } = await starting;
  await store.append([reading('x', 1, 1)]);
  assert.deepEqual([lost.length, changes.count, store.live.subscribers], [1, 0, 0]);
});

test('takes up new series that match, with all their readings, and leaves others alone', async t => {
  const { store } = await openTempHistory(t);
  const { watch, caughtUp, changes } = await start(t, store, [{ metrics: ['x'], labels: { room: 'a' } }]);
  await store.append([reading('x', 0, 1, { labels: { room: 'b' } }), reading('y', 0, 1, { labels: { room: 'a' } })]);
  assert.equal(changes.count, 0);
  const wanted = (second: number) => reading('x', second, second, { labels: { room: 'a' } });
  await store.append([wanted(0), wanted(1)]);
  await store.append([wanted(2), { ...wanted(3), unit: '°C' }]);
  await caughtUp();
  const [series, ...more] = watch.select({});
  assert.deepEqual([series!.key, series!.value, series!.unit, more.length], ['x{room="a"}', 3, '°C', 0]);
  assert.ok(changes.count >= 2);
  await requireSame(store, watch);
});

test('a series that is restored and matches nothing is left alone', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('y', 0, 1)]);
  const { watch, caughtUp, changes } = await start(t, store, [{ metrics: ['x'] }]);
  await store.remove('y');
  await store.restore('y');
  await caughtUp();
  assert.deepEqual([watch.select({}).map(({ key }) => key), changes.count], [['x'], 0]);
});

test('a series that is removed and sent again while the store is read has what was sent again', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('x', 1, 2)]);
  const again = async () => {
    await store.remove('x');
    await store.append([reading('x', 2, 3)]);
  };
  for (const moment of ['before the past', 'before the newest'] as const) {
    const history: LiveHistory = {
      live: store.live,
      follow: () => store.follow(),
      async query(query) {
        if (moment === 'before the past') await again();
        return store.query(query);
      },
      async latest(selector) {
        if (moment === 'before the newest') await again();
        return store.latest(selector);
      },
    };
    const { watch, caughtUp } = await start(t, history, [{ metrics: ['x'] }]);
    await caughtUp();
    assert.equal(meansOf(watch, 'x').filter(mean => mean !== undefined).length, 1, moment);
    await requireSame(store, watch);
  }
});

test('a commit too large to be told loses the watch, once, and nothing follows', async t => {
  const { store } = await openTempHistory(t);
  const { lost, changes, whenLost } = await start(t, store, [{ metrics: ['x'] }]);
  await store.append(Array.from({ length: MAX_LIVE_READINGS + 1 }, (_, i) => reading('x', i, i)));
  await whenLost;
  for (let i = 0; i < 3; i++) await store.append([reading('x', i, i)]);
  assert.deepEqual([lost, changes.count, store.live.subscribers], [[undefined], 0, 0]);
});

test('watches the series with the newest readings, up to its bounds', async t => {
  const { store } = await openTempHistory(t);
  const perMetric = MAX_SERIES_PER_SELECTOR + 50;
  const metrics = Array.from({ length: MAX_SERIES / MAX_SERIES_PER_SELECTOR }, (_, i) => `m${i}`);
  const all = metrics.flatMap(metric =>
    Array.from({ length: perMetric }, (_, i) => reading(metric, i, i, { labels: { n: `${i}` } })),
  );
  await store.append(all);
  const { watch, caughtUp } = await start(t, store, [
    ...metrics.map(metric => ({ metrics: [metric] })),
    { metrics: ['z'] },
  ]);
  for (const metric of metrics) {
    const series = watch.select({ metrics: [metric] });
    assert.equal(series.length, MAX_SERIES_PER_SELECTOR);
    assert.ok(series.every(({ value }) => value >= perMetric - MAX_SERIES_PER_SELECTOR));
  }
  await store.append([reading('z', 0, 1), reading('m0', 400, 7, { labels: { n: '249' } })]);
  await caughtUp();
  assert.equal(watch.select({}).length, MAX_SERIES);
  assert.deepEqual(watch.select({ metrics: ['z'] }), [], 'there is no room for it');
  assert.equal(watch.select({ keys: ['m0{n="249"}'] })[0]!.value, 7, 'but those that are watched go on');
  await store.remove('m0{n="249"}');
  await store.append([reading('z', 1, 2), reading('new', 0, 1)]);
  await caughtUp();
  assert.equal(watch.select({}).length, MAX_SERIES - 1);
});

test('a store that cannot be read fails the start, and leaves no subscriber', async t => {
  const { store } = await openTempHistory(t);
  const failing = {
    live: store.live,
    follow: () => store.follow(),
    query: () => Promise.reject(new Error('no disk')),
    latest: store.latest,
  };
  await assert.rejects(start(t, failing, [{}]), /no disk/);
  assert.equal(store.live.subscribers, 0);
});

test('a store that cannot be read later loses the watch, with the reason', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1)]);
  let failure: Error | undefined;
  const query: LiveHistory['query'] = one => (failure ? Promise.reject(failure) : store.query(one));
  const history = {
    live: store.live,
    follow: () => store.follow(),
    query,
    latest: (selector: Selector) => store.latest(selector),
  };
  const { lost, whenLost } = await start(t, history, [{}]);
  await store.remove('x');
  failure = new Error('no disk');
  await store.restore('x');
  await whenLost;
  assert.deepEqual([lost, store.live.subscribers], [[failure], 0]);
});

test('a store that is closed or fails loses the watch, once', async t => {
  const closing = await openTempHistory(t);
  const follower = await start(t, closing.store, [{}]);
  await closing.store.close();
  await follower.whenLost;
  assert.deepEqual(follower.lost, [undefined]);
  const failing = await openTempHistory(t);
  const other = await start(t, failing.store, [{}]);
  const failure = new Error('the keeper failed');
  failing.store.live.fail(failure);
  await other.whenLost;
  assert.deepEqual(other.lost, [failure]);
});

test('a stopped watch hears of nothing more, and leaves no subscriber', async t => {
  const { store } = await openTempHistory(t);
  const { watch, changes, lost } = await start(t, store, [{}]);
  await store.append([reading('x', 0, 1)]);
  const { stop } = watch;
  const before = changes.count;
  stop();
  stop();
  await store.append([reading('x', 1, 1)]);
  await store.close();
  assert.deepEqual([changes.count, lost, store.live.subscribers], [before, [], 0]);
});

interface Follower {
  readonly watch: Watch;
  readonly changes: { count: number };
  /** Reasons of `onLost`. */
  readonly lost: unknown[];
  readonly whenLost: Promise<void>;
  /** Resolves when every commit up to now is in the watch. */
  caughtUp(): Promise<void>;
}

async function start(t: TestContext, history: LiveHistory, selectors: readonly Selector[]): Promise<Follower> {
  const changes = { count: 0 };
  const lost: unknown[] = [];
  const whenLost = Promise.withResolvers<void>();
  let reads = 0;
  const counted = async <R>(answer: Promise<R>): Promise<R> => {
    reads++;
    return answer.finally(() => reads--);
  };
  const watched: LiveHistory = {
    live: history.live,
    follow: () => history.follow(),
    query: query => counted(history.query(query)),
    latest: selector => counted(history.latest(selector)),
  };
  const watch = await startWatch(watched, {
    selectors,
    grid: GRID,
    now: () => NOW_MS,
    onChange: () => changes.count++,
    onLost(reason) {
      lost.push(reason);
      whenLost.resolve();
    },
  });
  t.after(() => watch.stop());
  // What was told is applied within the same turn, unless the store has to be read for it.
  const caughtUp = async () => {
    do await nextTurn();
    while (reads > 0);
  };
  return { watch, changes, lost, whenLost: whenLost.promise, caughtUp };
}

/** A history whose first `query` is answered, with what was there when it was asked, only after `answer()`. */
function slowHistory(store: HistoryStore) {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const history: LiveHistory = {
    live: store.live,
    follow: () => store.follow(),
    async query(query) {
      const range = await store.query(query);
      asked.resolve();
      await answered.promise;
      return range;
    },
    latest: selector => store.latest(selector),
  };
  return { history, asked: asked.promise, answer: answered.resolve };
}

/** The watch shows what the store would answer now: the same series, the same means, the same newest readings. */
async function requireSame(store: HistoryStore, watch: Watch): Promise<void> {
  const fromMs = NOW_MS - (GRID.count - 1) * GRID.stepMs;
  const keys = watch.select({}).map(({ key }) => key);
  const { series } = await store.query({ select: { keys }, fromMs, toMs: NOW_MS + GRID.stepMs, stepMs: GRID.stepMs });
  assert.equal(series.length, keys.length);
  for (const { key, index, sum, count } of series) {
    const means = Array.from<number | undefined>({ length: GRID.count });
    index.forEach((bucket, i) => {
      means[bucket] = sum[i]! / count[i]!;
    });
    assert.deepEqual(meansOf(watch, key), means, key);
  }
  for (const { key, atMs, value } of (await store.latest({ keys })).series) {
    const watched = watch.select({ keys: [key] })[0]!;
    assert.deepEqual([watched.atMs, watched.value], [atMs, value], key);
  }
}

function meansOf(watch: Watch, key: string): (number | undefined)[] {
  return watch.select({ keys: [key] })[0]!.window.means(NOW_MS);
}
