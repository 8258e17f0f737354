import assert from 'node:assert/strict';
import { test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { RESTORABLE_MS } from '../removal.ts';
import { checkFile } from '../testing/check-file.ts';
import { keepAll } from '../testing/keep-all.ts';
import { allowChunks, copyAsAfterKill, countRows, forbidChunks } from '../testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading, type TempHistory } from '../testing/temp-history.ts';
import { MAX_AHEAD_MS } from '../time-bounds.ts';

const HOUR_MS = 60 * 60_000;

test('a flush that cannot write loses nothing, and the next sweep does it', async t => {
  const temp = await openTempHistory(t, { flushPoints: 10 });
  forbidChunks(temp.path);
  for (let i = 0; i < 5; i++) await temp.store.append(everyMs(i * 100, 100));
  await assert.rejects(temp.store.sweep(), /no room/);
  assert.equal(await countPoints(temp), 500);
  allowChunks(temp.path);
  for (let i = 0; i < 3; i++) await temp.store.sweep();
  assert.equal(await countPoints(temp), 500);
  assert.deepEqual([countRows(temp.path, 'journal'), countRows(temp.path, 'chunk')], [0, 1]);
});

test('a flush that gets half of the series into chunks goes on where it was, and no point counts twice', async t => {
  const temp = await openTempHistory(t, { flushPoints: 1_000_000 });
  const many = Array.from({ length: 1200 }, (_, i) => reading(`m${i}`, 0, i));
  await temp.store.append(many);
  forbidChunks(temp.path, 'new.series_id = 800');
  temp.nowMs += HOUR_MS;
  await assert.rejects(temp.store.sweep(), /no room/);
  assert.equal(countRows(temp.path, 'chunk'), 500, 'the first slice is kept, the second undone');
  await temp.store.append(many.map(one => ({ ...one, value: one.value + 1 })));
  const query = { fromMs: NOON_MS, toMs: NOON_MS + 60_000, stepMs: 60_000 };
  for (const metric of ['m0', 'm499', 'm500', 'm799', 'm1199']) {
    const { series } = await temp.store.query({ select: { keys: [metric] }, ...query });
    assert.deepEqual([series[0]!.count[0], series[0]!.sum[0]], [1, Number(metric.slice(1)) + 1]);
  }
  allowChunks(temp.path);
  await temp.store.sweep();
  await temp.reopen();
  assert.equal((await temp.store.stats()).readings, 1200);
  await temp.store.close();
  checkFile(temp.path);
});

test('a series with very many points is brought into chunks in pieces, and goes on where it was', async t => {
  const temp = await openTempHistory(t, { flushPoints: 1_000_000 });
  const count = 150_000;
  for (let from = 0; from < count; from += 10_000) await temp.store.append(everyMs(from, 10_000));
  forbidChunks(temp.path, `new.from_ms > ${NOON_MS + 120_000}`);
  temp.nowMs += HOUR_MS;
  await assert.rejects(temp.store.sweep(), /no room/);
  const chunksBefore = countRows(temp.path, 'chunk');
  assert.ok(chunksBefore > 90 && chunksBefore < 110, `${chunksBefore} chunks of the first two pieces`);
  assert.equal(await countPoints(temp), count);
  allowChunks(temp.path);
  await temp.store.sweep();
  assert.equal(await countPoints(temp), count);
  assert.equal((await temp.store.stats()).readings, count);
  assert.ok(countRows(temp.path, 'chunk') < 155);
});

test('points of a series that is gone for good are left behind in memory, and do not get into chunks', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('gone', 0, 1), reading('stays', 0, 1)]);
  await temp.store.remove('gone');
  temp.nowMs += RESTORABLE_MS;
  await temp.store.sweep();
  assert.equal(countRows(temp.path, 'series'), 1, 'it is purged before anything is flushed');
  temp.nowMs += HOUR_MS;
  await temp.store.sweep();
  assert.equal(countRows(temp.path, 'chunk'), 1);
});

test('a flush leaves in the journal what came after it began', async t => {
  const temp = await openTempHistory(t, { flushPoints: 10 });
  forbidChunks(temp.path);
  await temp.store.append(everyMs(0, 100));
  await assert.rejects(temp.store.sweep(), /no room/);
  await temp.store.append(everyMs(100, 1));
  allowChunks(temp.path);
  await temp.store.sweep();
  assert.equal(countRows(temp.path, 'journal'), 1);
  const copy = await openTempHistory(t, { path: copyAsAfterKill(temp.path) });
  assert.equal(await countPoints(copy), 101);
});

test('while nothing can be flushed, a sweep still forgets what is past its time', async t => {
  const temp = await openTempHistory(t, { keep: keepAll(2 * HOUR_MS) });
  await temp.store.append([reading('old', 0, 0)]);
  await temp.reopen();
  forbidChunks(temp.path);
  temp.nowMs += HOUR_MS;
  await temp.store.append([{ ...reading('new', 0, 0), atMs: temp.nowMs }]);
  await temp.store.sweep();
  temp.nowMs += HOUR_MS + 1;
  await assert.rejects(temp.store.sweep(), /no room/);
  assert.deepEqual(
    (await temp.store.series({})).map(({ key }) => key),
    ['new'],
  );
});

test('closes in order while nothing can be flushed, and has everything when it is opened again', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append(everyMs(0, 100));
  forbidChunks(temp.path);
  await temp.reopen();
  assert.match(temp.troubles.join(), /stay in the journal/);
  assert.equal(await countPoints(temp), 100);
});

test('closes in order while another process has locked the file', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append(everyMs(0, 100));
  const other = new BetterSqlite3(temp.path);
  other.exec('begin immediate');
  await temp.store.close();
  other.exec('commit');
  other.close();
  await temp.reopen();
  assert.equal(await countPoints(temp), 100);
});

test('closes in order during a flush', async t => {
  const temp = await openTempHistory(t, { flushPoints: 10 });
  await temp.store.append(Array.from({ length: 3000 }, (_, i) => reading(`m${i}`, 0, i)));
  const appending = temp.store.append(everyMs(0, 200_000)); // begins one
  await Promise.all([appending, temp.reopen()]);
  assert.equal((await temp.store.stats()).readings, 203_000);
  await temp.store.close();
  checkFile(temp.path);
});

test('points of before 1970 are kept when the store is closed', async t => {
  const temp = await openTempHistory(t);
  temp.nowMs = 0;
  await temp.store.append([{ ...reading('x', 0, 1), atMs: -1 }]);
  await temp.reopen();
  const { series } = await temp.store.query({ select: {}, fromMs: -1000, toMs: 0, stepMs: 1000 });
  assert.deepEqual(series[0]?.sum, Float64Array.of(1));
});

test('points of any distance from each other are flushed', async t => {
  const temp = await openTempHistory(t);
  const atMs = (offsetMs: number) => ({ ...reading('x', 0, 1), atMs: offsetMs });
  await temp.store.append([0, 1, 3].map(ms => atMs(NOON_MS + ms)));
  await temp.store.append([atMs(NOON_MS + MAX_AHEAD_MS)]);
  await temp.reopen();
  assert.equal(countRows(temp.path, 'journal'), 0);
  assert.equal((await temp.store.stats()).readings, 4);
});

function everyMs(from: number, count: number) {
  return Array.from({ length: count }, (_, at) => ({ ...reading('x', 0, 1), atMs: NOON_MS + from + at }));
}

async function countPoints({ store }: TempHistory): Promise<number> {
  const query = { select: { keys: ['x'] }, fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS, stepMs: HOUR_MS };
  return (await store.query(query)).series[0]!.count[0]!;
}
