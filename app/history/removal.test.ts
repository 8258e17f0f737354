import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RESTORABLE_MS } from './removal.ts';
import type { HistoryStore } from './store.ts';
import { openTempHistory, reading, readMinute } from './testing/temp-history.ts';

const HOUR_MS = 60 * 60_000;

test('a removed series is out of sight at once, and its key makes a fresh one', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('y', 0, 1)]);
  assert.equal(await store.remove('x'), true);
  assert.deepEqual(await keys(store), ['y']);
  assert.deepEqual(await readMinute(store, 'x'), []);
  assert.deepEqual((await store.append([reading('x', 5, 5)])).created, ['x']);
  assert.deepEqual(await readMinute(store, 'x'), [[5, 5]]);
});

test('what is not there can neither be removed nor restored', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1)]);
  assert.equal(await store.remove('y'), false);
  assert.equal(await store.restore('x'), false);
});

test('restore brings a series back as it was, also after a restart', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([
    reading('x', 0, 1, { unit: 'm', labels: { a: 'b' } }),
    reading('x', 3, 2, { labels: { a: 'b' } }),
  ]);
  const before = await temp.store.latest({});
  await temp.store.remove('x{a="b"}');
  await temp.reopen();
  assert.deepEqual(await keys(temp.store), []);
  assert.equal(await temp.store.restore('x{a="b"}'), true);
  assert.deepEqual((await temp.store.latest({})).series, before.series);
});

test('restore joins what came since; the newer reading of one moment wins', async t => {
  const { store } = await openTempHistory(t);
  await store.append([0, 1, 2].map(second => reading('x', second, 100 + second, { unit: 'm' })));
  await store.remove('x');
  await store.append([2, 3].map(second => reading('x', second, 200 + second, { unit: 'km' })));
  assert.equal(await store.restore('x'), true);
  assert.deepEqual(await readMinute(store, 'x'), [
    [0, 100],
    [1, 101],
    [2, 202],
    [3, 203],
  ]);
  const { series } = await store.latest({});
  assert.deepEqual([series.length, series[0]!.value, series[0]!.unit], [1, 203, 'km']);
  assert.equal((await store.stats()).series, 1);
  assert.equal(await store.restore('x'), false, 'there is nothing more to restore');
});

test('restore undoes the last removal first', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1)]);
  await store.remove('x');
  await store.append([reading('x', 1, 2)]);
  await store.remove('x');
  await store.restore('x');
  assert.deepEqual(await readMinute(store, 'x'), [[1, 2]]);
  await store.restore('x');
  assert.deepEqual((await readMinute(store, 'x')).length, 2);
});

test('restore undoes the last removal first, whatever ids the series got', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('short-lived', 0, 1)]);
  await temp.store.append([reading('x', 0, 1)]);
  await temp.store.remove('short-lived');
  temp.nowMs += RESTORABLE_MS;
  await temp.store.sweep();
  await temp.store.remove('x');
  await temp.reopen(); // from here on the first id is free
  await temp.store.append([reading('x', 1, 2)]);
  await temp.store.remove('x');
  await temp.store.restore('x');
  assert.deepEqual(await readMinute(temp.store, 'x'), [[1, 2]]);
});

test('does not restore a series whose key only begins alike', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1), reading('xy', 0, 1), reading('x', 0, 1, { labels: { a: 'b' } })]);
  await store.remove('xy');
  await store.remove('x{a="b"}');
  assert.equal(await store.restore('x'), false);
});

test('ten minutes later a series is gone for good, before and after the sweep', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 1)]);
  await temp.store.remove('x');
  temp.nowMs += RESTORABLE_MS - 1;
  await temp.store.sweep();
  assert.equal((await temp.store.stats()).readings, 1);
  temp.nowMs += 1;
  assert.equal(await temp.store.restore('x'), false);
  await temp.store.sweep();
  temp.nowMs -= 1;
  assert.equal(await temp.store.restore('x'), false);
  temp.nowMs += HOUR_MS;
  await temp.store.sweep();
  assert.equal((await temp.store.stats()).readings, 0);
});

test('removals and appends that commit together keep their order', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1)]);
  await Promise.all([
    store.append([reading('x', 1, 1)]),
    store.remove('x'),
    store.append([reading('x', 2, 2)]),
    store.remove('x'),
    store.append([reading('x', 3, 3)]),
    store.restore('x'),
  ]);
  assert.deepEqual(await readMinute(store, 'x'), [
    [2, 2],
    [3, 3],
  ]);
  assert.equal((await store.latest({})).series.length, 1);
});

async function keys(store: HistoryStore): Promise<string[]> {
  return (await store.series({})).map(series => series.key);
}
