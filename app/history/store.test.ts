import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import type { Reading } from './reading.ts';
import { openHistory } from './store.ts';
import { appendAll, NOON_MS, openTempHistory, reading, readMinute } from './testing/temp-history.ts';

test('keeps readings and says which series are new', async t => {
  const { store } = await openTempHistory(t);
  const kitchen = { labels: { room: 'kitchen' }, unit: '°C' };
  const first = await store.append([reading('temperature', 0, 21.4, kitchen), reading('load', 0, 1)]);
  assert.deepEqual(first, { commit: 1, accepted: 2, created: ['temperature{room="kitchen"}', 'load'], refused: [] });
  const second = await store.append([reading('load', 1, 2)]);
  assert.deepEqual(second, { commit: 2, accepted: 1, created: [], refused: [] });
  assert.deepEqual(await store.latest({}), {
    commit: 2,
    series: [
      { key: 'load', metric: 'load', labels: {}, createdMs: NOON_MS, atMs: NOON_MS + 1000, value: 2 },
      {
        ...{ key: 'temperature{room="kitchen"}', metric: 'temperature', labels: { room: 'kitchen' }, unit: '°C' },
        ...{ createdMs: NOON_MS, atMs: NOON_MS, value: 21.4 },
      },
    ],
  });
});

test('of two readings of one moment the later one counts, once', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 5, 1), reading('x', 3, 1), reading('x', 5, 2)]);
  await store.append([reading('x', 3, 7)]);
  assert.deepEqual(await readMinute(store, 'x'), [
    [3, 7],
    [5, 2],
  ]);
});

test('a late reading is kept but is not the latest', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 9, 9)]);
  await store.append([reading('x', 4, 4)]);
  const { series } = await store.latest({});
  assert.equal(series[0]!.value, 9);
  assert.equal((await readMinute(store, 'x')).length, 2);
});

test('learns the interval from the last readings, also after a restart', async t => {
  const temp = await openTempHistory(t);
  const interval = async () => (await temp.store.latest({})).series[0]!.intervalMs;
  await temp.store.append([reading('x', 0, 0), reading('x', 10, 0)]);
  assert.equal(await interval(), undefined);
  await temp.store.append([reading('x', 20, 0)]);
  assert.equal(await interval(), 10_000);
  await temp.store.append([22, 24, 26, 28, 30].map(second => reading('x', second, 0)));
  assert.equal(await interval(), 2000);
  await temp.reopen();
  assert.equal(await interval(), 2000);
});

test('the last unit sent wins, and none sent changes nothing', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([
    reading('x', 0, 1, { unit: 'bytes' }),
    reading('x', 1, 1, { unit: 'bit' }),
    reading('x', 2, 1),
  ]);
  assert.equal((await temp.store.series({}))[0]!.unit, 'bit');
  await temp.reopen();
  assert.equal((await temp.store.series({}))[0]!.unit, 'bit');
});

test('everything is there after a restart, and commits count on', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 1, { labels: { quote: 'a "b"\n\\c' } }), reading('y', 1, 2)]);
  const before = { latest: await temp.store.latest({}), stats: await temp.store.stats() };
  await temp.reopen();
  assert.deepEqual(await temp.store.latest({}), before.latest);
  assert.deepEqual({ ...(await temp.store.stats()), fileBytes: 0 }, { ...before.stats, fileBytes: 0 });
  assert.equal((await temp.store.append([reading('x', 1, 2)])).commit, 2);
});

test('concurrent appends share commits, and each is there', async t => {
  const { store } = await openTempHistory(t);
  const readings = Array.from({ length: 500 }, (_, i) => reading(`m${i % 20}`, i % 60, i));
  const answers = await appendAll(store, readings);
  const { commit, series } = await store.stats();
  assert.ok(commit < readings.length / 4, `${commit} commits`);
  assert.equal(new Set(answers.map(answer => answer.commit)).size, commit, 'numbers are dense');
  assert.equal(series, 20);
  assert.equal(answers.flatMap(answer => answer.created).length, 20, 'each series is created once');
});

test('refuses further new series within a minute and keeps the rest', async t => {
  const temp = await openTempHistory(t, { maxNewSeriesPerMinute: 2 });
  const answer = await temp.store.append(['a', 'b', 'c', 'a'].map((metric, i) => reading(metric, i, i)));
  assert.deepEqual([answer.accepted, answer.created], [3, ['a', 'b']]);
  assert.equal(answer.refused[0]!.index, 2);
  assert.match(answer.refused[0]!.reason, /c is new.* 2 .*TELLTALE_MAX_NEW_SERIES_PER_MINUTE/);
  temp.nowMs += 60_000;
  assert.deepEqual((await temp.store.append([reading('c', 2, 2)])).created, ['c']);
});

test('refuses new series beyond what memory is meant for', async t => {
  const { store } = await openTempHistory(t, { maxSeries: 1 });
  const answer = await store.append([reading('a', 0, 0), reading('b', 0, 0), reading('a', 1, 0)]);
  assert.equal(answer.accepted, 2);
  assert.match(answer.refused[0]!.reason, /1 series are kept at most/);
});

test('a batch that fails leaves nothing behind, in the file or in memory, and its neighbours stay', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('old', 0, 1, { unit: 'm' })]);
  const bad = { ...reading('old', 2, 0), atMs: NOON_MS + 0.5 };
  const results = await Promise.allSettled([
    store.append([reading('left', 0, 1)]),
    store.append([reading('old', 1, 5, { unit: 'km' }), reading('new', 0, 1), bad]),
    store.append([reading('new', 7, 7), reading('old', 3, 3)]),
  ]);
  assert.deepEqual(
    results.map(result => result.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(await readMinute(store, 'new'), [[7, 7]]);
  assert.deepEqual(await readMinute(store, 'old'), [
    [0, 1],
    [3, 3],
  ]);
  const { series } = await store.latest({});
  assert.deepEqual(
    series.map(({ key, value, unit }) => ({ key, value, unit })),
    [
      { key: 'new', value: 7, unit: undefined },
      { key: 'old', value: 3, unit: 'm' },
      { key: 'left', value: 1, unit: undefined },
    ],
  );
  assert.equal((await store.stats()).readings, 4);
});

test('waits for another process that has locked the file, and answers reads meanwhile', async t => {
  const temp = await openTempHistory(t);
  const other = new BetterSqlite3(temp.path);
  other.exec('begin immediate');
  const appending = temp.store.append([reading('x', 0, 1)]);
  assert.equal((await temp.store.latest({})).commit, 0);
  other.exec('commit');
  other.close();
  assert.equal((await appending).accepted, 1);
});

test('a file that is no database is refused at the start', async t => {
  const temp = await openTempHistory(t);
  const path = `${temp.path}.txt`;
  writeFileSync(path, 'a shopping list, not a database, and longer than the header of one'.repeat(50));
  const opening = openHistory({ path, maxNewSeriesPerMinute: 1, onFailure: error => temp.failures.push(error) });
  await assert.rejects(opening, (error: unknown) => {
    assert.ok(error instanceof KeeperFailedError);
    assert.match(String(error.cause), /not a database/);
    return true;
  });
  assert.deepEqual(temp.failures, [], 'who awaits the opening need not be told again');
});

test('when the worker dies, what waits is rejected, the topic fails, and the owner is told once', async t => {
  const started = once(process, 'worker') as Promise<[Worker]>;
  const temp = await openTempHistory(t);
  const [worker] = await started;
  const { store } = temp;
  const subscription = store.live.subscribe();
  const waiting = store.append([reading('x', 0, 0) satisfies Reading]);
  void worker.terminate();
  await assert.rejects(waiting, KeeperFailedError);
  await assert.rejects(store.latest({}), KeeperFailedError);
  await assert.rejects(async () => {
    for await (const _item of subscription);
  }, KeeperFailedError);
  assert.equal(temp.failures.length, 1);
});
