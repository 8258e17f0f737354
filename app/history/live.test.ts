import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Subscription } from '../stream/reactive.ts';
import { type Commit, MAX_LIVE_READINGS } from './live.ts';
import type { Reading } from './reading.ts';
import { appendAll, NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';

test('publishes each commit in order, before its append resolves', async t => {
  const { store } = await openTempHistory(t);
  const subscription = store.live.subscribe();
  const readings = Array.from({ length: 300 }, (_, i) => reading(`m${i % 7}`, i, i));
  const appends = readings.map(async one => {
    const { commit } = await store.append([one]);
    assert.ok(store.live.head >= commit, 'published already');
  });
  await Promise.all(appends);
  const commits = await take(subscription, store.live.head);
  assert.deepEqual(
    commits.map(({ commit }) => commit),
    commits.map((_, i) => i + 1),
  );
  assert.deepEqual(
    commits.flatMap(commit => commit.readings),
    readings,
  );
  assert.equal(commits.flatMap(commit => commit.created).length, 7);
  await subscription.return();
});

test('leaves refused readings out and tells removals and returns', async t => {
  const { store } = await openTempHistory(t, { maxNewSeriesPerMinute: 3, maxSeries: 2 });
  const subscription = store.live.subscribe();
  await store.append([reading('x', 0, 1), reading('y', 0, 1), reading('z', 0, 1)]);
  await store.remove('x');
  await store.restore('x');
  await store.remove('x');
  await store.append([reading('x', 9, 9)]);
  await store.restore('x');
  assert.deepEqual(await take(subscription, 6), [
    {
      commit: 1,
      count: 2,
      readings: [reading('x', 0, 1), reading('y', 0, 1)],
      created: ['x', 'y'],
      restored: [],
      removed: [],
    },
    { commit: 2, count: 0, readings: [], created: [], restored: [], removed: ['x'] },
    { commit: 3, count: 0, readings: [], created: [], restored: ['x'], removed: [] },
    { commit: 4, count: 0, readings: [], created: [], restored: [], removed: ['x'] },
    { commit: 5, count: 1, readings: [reading('x', 9, 9)], created: ['x'], restored: [], removed: [] },
    { commit: 6, count: 0, readings: [], created: [], restored: ['x'], removed: ['x'] },
  ]);
  await subscription.return();
});

test('counts on after a restart, without a gap for the first subscriber', async t => {
  const temp = await openTempHistory(t);
  await appendAll(temp.store, [reading('x', 0, 0)]);
  await temp.reopen();
  const subscription = temp.store.live.subscribe();
  await temp.store.append([reading('x', 1, 1)]);
  const { value: item } = await subscription.next();
  assert.ok(item?.kind === 'event');
  assert.deepEqual([item.seq, item.value.commit], [2, 2]);
  await subscription.return();
});

test('a commit too large to hold is told as a gap, also when nothing follows', async t => {
  const { store } = await openTempHistory(t);
  const subscription = store.live.subscribe();
  await store.append(Array.from({ length: MAX_LIVE_READINGS + 1 }, (_, i) => reading('x', i, i)));
  const { value: item } = await subscription.next();
  assert.deepEqual(item, { kind: 'gap', missed: 1, reason: 'overrun' });
  assert.equal((await store.latest({})).series[0]!.value, MAX_LIVE_READINGS);
  await subscription.return();
});

test('who subscribes first and asks second has every reading once, while others write without pause', async t => {
  const { store } = await openTempHistory(t);
  const stop = new AbortController();
  const written: Reading[] = [];
  const writers = [0, 1, 2].map(async writer => {
    for (let i = 0; !stop.signal.aborted; i++) {
      const batch = [0, 1].map(part => ({ ...reading(`w${writer}`, 0, i), atMs: NOON_MS + 2 * i + part }));
      await store.append(batch);
      written.push(...batch);
    }
  });
  const views = [];
  for (let round = 0; round < 20; round++) {
    const following = Array.fromAsync(store.live.subscribe());
    const result = await store.query({ select: {}, fromMs: NOON_MS, toMs: NOON_MS + 1_000_000, stepMs: 1000 });
    const counts = new Map(result.series.map(({ key, count }) => [key, count.reduce((sum, one) => sum + one, 0)]));
    views.push({ following, counts, commit: result.commit });
    await store.append([]);
  }
  stop.abort();
  await Promise.all(writers);
  await store.close();
  for (const { following, counts, commit } of views) {
    for (const item of await following) {
      assert.ok(item.kind === 'event', 'no gap');
      if (item.seq <= commit) continue;
      for (const { metric } of item.value.readings) counts.set(metric, (counts.get(metric) ?? 0) + 1);
    }
    for (const metric of ['w0', 'w1', 'w2']) {
      assert.equal(counts.get(metric), written.filter(one => one.metric === metric).length);
    }
  }
  assert.ok(written.length > 100, `${written.length} readings`);
});

async function take(subscription: Subscription<Commit>, count: number): Promise<Commit[]> {
  const commits: Commit[] = [];
  while (commits.length < count) {
    const { value: item } = await subscription.next();
    assert.ok(item?.kind === 'event');
    commits.push(item.value);
  }
  return commits;
}
