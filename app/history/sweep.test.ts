import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { MAX_CHUNK_POINTS } from './chunk/chunk-limits.ts';
import { RESTORABLE_MS } from './removal.ts';
import { keepAll } from './testing/keep-all.ts';
import { withFile } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading, readMinute, type TempHistory } from './testing/temp-history.ts';

const HOUR_MS = 60 * 60_000;

test('forgets readings older than the retention and keeps the others', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(60_000) });
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
  const temp = await openTempHistory(t, { keep: keepAll(60_000) });
  await temp.store.append([reading('old', 0, 1), reading('young', 100, 1)]);
  const subscription = temp.store.live.subscribe();
  temp.nowMs = NOON_MS + 100_000;
  await temp.store.sweep();
  const { value: item } = await subscription.next();
  assert.ok(item?.kind === 'event');
  assert.deepEqual(item.value, { commit: 2, count: 0, readings: [], created: [], restored: [], removed: ['old'] });
  assert.equal((await temp.store.stats()).series, 1);
  assert.deepEqual((await temp.store.append([reading('old', 101, 1)])).created, ['old']);
});

test('works in slices, and writes go on between them', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(2 * HOUR_MS) });
  await temp.store.append(Array.from({ length: 4000 }, (_, i) => reading(`x${i}`, 0, i)));
  temp.nowMs += HOUR_MS;
  await flushed(temp);
  temp.nowMs += 2 * HOUR_MS;
  let isSwept = false;
  const sweeping = temp.store.sweep().then(() => {
    isSwept = true;
  });
  let writes = 0;
  // A write that comes during one slice is in the group of the next.
  while (!isSwept) await temp.store.append([{ ...reading('y', 0, 1), atMs: temp.nowMs + writes++ }]);
  await sweeping;
  assert.ok(writes > 2, `${writes} writes during the sweep`);
  const { readings, series } = await temp.store.stats();
  assert.deepEqual([readings, series], [writes, 1]);
});

test('does not forget a series that gets a reading while it is swept', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(60_000) });
  await temp.store.append([reading('x', 0, 1)]);
  temp.nowMs = NOON_MS + 3_600_000;
  await Promise.all([temp.store.append([reading('x', 3600, 2)]), temp.store.sweep()]);
  const { series } = await temp.store.latest({});
  assert.deepEqual([series.length, series[0]?.value], [1, 2]);
});

test('does not forget a series whose new reading is in the commit that forgets the others', async t => {
  // Whether the thread hears of both before it begins is up to the machine.
  for (let attempt = 0; attempt < 20; attempt++) if (await forgetsAndKeepsInOneCommit(t)) return;
  assert.fail('a reading and a sweep that wait for the file never came into one group');
});

/** False when each had a commit of its own. */
async function forgetsAndKeepsInOneCommit(t: TestContext): Promise<boolean> {
  const temp = await openTempHistory(t, { keep: keepAll(2 * HOUR_MS) });
  await temp.store.append([reading('x', 0, 1)]);
  temp.nowMs += HOUR_MS;
  await flushed(temp);
  temp.nowMs += 2 * HOUR_MS;
  // With an empty head the sweep has nothing to flush. Both wait for the file, so that they are in one group.
  const other = new BetterSqlite3(temp.path);
  other.exec('begin immediate');
  const both = Promise.all([temp.store.append([{ ...reading('x', 0, 2), atMs: temp.nowMs }]), temp.store.sweep()]);
  await temp.store.stats(); // they have begun
  other.exec('commit');
  other.close();
  const [{ commit }] = await both;
  const isOneGroup = (await temp.store.stats()).commit === commit;
  assert.equal((await temp.store.latest({})).series[0]?.value, 2);
  await temp.reopen();
  const { readings, series } = await temp.store.stats();
  assert.deepEqual([readings, series], [1, 1]);
  return isOneGroup;
}

test('a series that gets the id of one that is gone knows nothing of it', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([0, 100, 200].map(second => reading('gone', second, 1)));
  await temp.store.remove('gone');
  temp.nowMs += RESTORABLE_MS;
  await temp.store.sweep();
  await temp.store.append([reading('other', 0, 1)]);
  temp.nowMs += HOUR_MS;
  await flushed(temp); // from here on the id is free
  await temp.store.append([reading('new', 5, 5)]);
  const { series } = await temp.store.latest({ keys: ['new'] });
  assert.deepEqual(
    series.map(({ atMs, value, intervalMs }) => [atMs, value, intervalMs]),
    [[NOON_MS + 5000, 5, undefined]],
  );
});

test('a series that lost its last reading when the program ended is gone when it starts again', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 1), reading('y', 0, 1)]);
  await temp.store.close();
  withFile(temp.path, file => file.exec('delete from chunk where series_id = 1'));
  await temp.reopen();
  assert.deepEqual(
    (await temp.store.latest({})).series.map(({ key }) => key),
    ['y'],
  );
});

test('purges a large removed series whole', async t => {
  const temp = await openTempHistory(t);
  const count = 3 * MAX_CHUNK_POINTS;
  const many = Array.from({ length: count }, (_, i) => ({ ...reading('x', 0, i), atMs: NOON_MS + i }));
  await temp.store.append([...many, reading('y', 0, 0)]);
  temp.nowMs += HOUR_MS;
  await flushed(temp);
  assert.equal((await temp.store.stats()).readings, count + 1);
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

/** Brings the points of the last hour into chunks, as the sweep of each hour does. */
async function flushed({ store }: TempHistory): Promise<void> {
  await store.sweep();
}
