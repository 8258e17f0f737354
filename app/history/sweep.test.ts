import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RESTORABLE_MS } from './removal.ts';
import { SLICE_ROWS } from './sweep.ts';
import { NOON_MS, openTempHistory, reading, readMinute } from './testing/temp-history.ts';

test('forgets readings older than the retention and keeps the others', async t => {
  const temp = await openTempHistory(t, { retentionMs: 60_000 });
  await temp.store.append([0, 10, 20, 30].map(second => reading('x', second, second)));
  temp.nowMs = NOON_MS + 80_000;
  await temp.store.sweep();
  assert.deepEqual(await readMinute(temp.store, 'x'), [
    [20, 20],
    [30, 30],
  ]);
  assert.equal((await temp.store.stats()).readings, 2);
});

test('drops a series without any reading left and says so', async t => {
  const temp = await openTempHistory(t, { retentionMs: 60_000 });
  await temp.store.append([reading('old', 0, 1), reading('young', 100, 1)]);
  const subscription = temp.store.live.subscribe();
  temp.nowMs = NOON_MS + 100_000;
  await temp.store.sweep();
  const { value: item } = await subscription.next();
  assert.ok(item?.kind === 'event');
  assert.deepEqual(item.value, { commit: 2, readings: [], created: [], restored: [], removed: ['old'] });
  assert.equal((await temp.store.stats()).series, 1);
  assert.deepEqual((await temp.store.append([reading('old', 101, 1)])).created, ['old']);
});

test('works in slices, and writes go on between them', async t => {
  const temp = await openTempHistory(t, { retentionMs: 60_000 });
  const rows = 8 * SLICE_ROWS; // a write that comes during one slice is in the group of the next
  const old = Array.from({ length: rows }, (_, i) => ({ ...reading('x', 0, i), atMs: NOON_MS + i }));
  await temp.store.append(old);
  temp.nowMs = NOON_MS + 3_600_000;
  let isSwept = false;
  const sweeping = temp.store.sweep().then(() => {
    isSwept = true;
  });
  let writes = 0;
  while (!isSwept) await temp.store.append([{ ...reading('y', 0, 1), atMs: temp.nowMs + writes++ }]);
  await sweeping;
  assert.ok(writes > 2, `${writes} writes during the sweep`);
  assert.equal((await temp.store.stats()).readings, writes);
});

test('does not forget a series that gets a reading while it is swept', async t => {
  const temp = await openTempHistory(t, { retentionMs: 60_000 });
  await temp.store.append([reading('x', 0, 1)]);
  temp.nowMs = NOON_MS + 3_600_000;
  await Promise.all([temp.store.append([reading('x', 3600, 2)]), temp.store.sweep()]);
  const { series } = await temp.store.latest({});
  assert.deepEqual([series.length, series[0]?.value], [1, 2]);
});

test('purges a large removed series whole', async t => {
  const temp = await openTempHistory(t);
  const many = Array.from({ length: 2 * SLICE_ROWS + 1 }, (_, i) => ({ ...reading('x', 0, i), atMs: NOON_MS + i }));
  await temp.store.append([...many, reading('y', 0, 0)]);
  await temp.store.remove('x');
  temp.nowMs += RESTORABLE_MS;
  await temp.store.sweep();
  assert.equal((await temp.store.stats()).readings, 1);
});

test('a sweep with nothing to forget makes no commit', async t => {
  const { store } = await openTempHistory(t);
  await store.append([reading('x', 0, 1)]);
  await store.sweep();
  assert.equal((await store.stats()).commit, 1);
});
