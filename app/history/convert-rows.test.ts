import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeeperFailedError } from '../../db/keeper/keeper-errors.ts';
import { allowChunks, countRows, flipBit, forbidChunks, withFile } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory, type TempHistory } from './testing/temp-history.ts';

/** More than half of what is converted in one transaction. */
const MANY = 60_000;

test('readings that were kept one a row are there as before', async t => {
  const temp = await openWithRows(t, { 1: MANY, 2: 1, 3: 3 });
  await temp.reopen();
  assert.deepEqual(await counts(temp), { 1: MANY, 2: 1, 3: 3 });
  assert.equal((await temp.store.stats()).readings, MANY + 4);
  assert.equal(countRows(temp.path, 'reading'), 0);
  assert.equal((await temp.store.latest({ keys: ['m3'] })).series[0]!.value, 2);
});

test('cut off in the middle, it goes on where it was, and nothing is lost or there twice', async t => {
  const temp = await openWithRows(t, { 1: MANY, 2: MANY, 3: MANY });
  forbidChunks(temp.path, 'new.series_id = 3');
  await assert.rejects(temp.reopen(), KeeperFailedError);
  assert.equal(countRows(temp.path, 'reading'), MANY, 'the first slice is done');
  allowChunks(temp.path);
  await temp.reopen();
  assert.deepEqual(await counts(temp), { 1: MANY, 2: MANY, 3: MANY });
  assert.equal((await temp.store.stats()).readings, 3 * MANY);
});

test('rows that come to chunks join them, and a chunk that cannot be read keeps nobody from opening', async t => {
  const temp = await openWithRows(t, { 1: 100, 2: 100 });
  await temp.reopen();
  await temp.store.close();
  flipBit(temp.path, 'chunk', 'series_id = 1');
  insertRows(temp.path, { 1: 10, 2: 10 }, 95);
  await temp.reopen();
  assert.deepEqual(await counts(temp), { 1: 10, 2: 105 });
  assert.equal((await temp.store.stats()).readings, 115);
  assert.match(temp.troubles.join(), /cannot be read/);
});

type RowCounts = Readonly<Record<number, number>>;

/** A closed history with so many rows of each series, as an earlier version wrote them. */
async function openWithRows(t: Parameters<typeof openTempHistory>[0], rows: RowCounts): Promise<TempHistory> {
  const temp = await openTempHistory(t);
  await temp.store.close();
  withFile(temp.path, file => {
    const insert = file.prepare(
      "insert into series (id, key, metric, labels, created_ms) values (?, 'm' || ?, 'm' || ?, '{}', 0)",
    );
    for (const id of Object.keys(rows)) insert.run(id, id, id);
  });
  insertRows(temp.path, rows);
  return temp;
}

function insertRows(path: string, rows: RowCounts, from = 0): void {
  withFile(path, file => {
    const insert = file.prepare(
      `with recursive numbers (n) as (select ${from} union all select n + 1 from numbers)
       insert into reading select ?, ${NOON_MS} + n, n from numbers limit ?`,
    );
    for (const [id, count] of Object.entries(rows)) insert.run(id, count);
  });
}

async function counts({ store }: TempHistory): Promise<Record<string, number>> {
  const query = { select: {}, fromMs: NOON_MS, toMs: NOON_MS + MANY, stepMs: MANY };
  const { series } = await store.query(query);
  return Object.fromEntries(series.map(({ key, count }) => [key.slice(1), count[0]!]));
}
