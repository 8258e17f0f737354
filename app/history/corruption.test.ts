import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowChunks, copyAsAfterKill, countRows, flipBit, forbidChunks } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading, readMinute, type TempHistory } from './testing/temp-history.ts';

test('of a chunk that cannot be read its points are missing, the rest is there, and it is told', async t => {
  const temp = await openFlushed(t);
  flipBit(temp.path, 'chunk', `from_ms = ${NOON_MS}`);
  assert.deepEqual(await readSeconds(temp, 'x'), [40, 41, 42]);
  assert.deepEqual(await readSeconds(temp, 'y'), [0, 1, 2]);
  await readSeconds(temp, 'x');
  assert.equal(temp.troubles.length, 1, 'told once, however often it is met');
  assert.match(
    temp.troubles[0]!,
    /^600 readings of x, from 2026-06-01T12:00:00.000Z to .* damaged \(CorruptChunkError/,
  );
  assert.equal(await damagedPieces(temp), 1);
  assert.equal(countRows(temp.path, 'corrupt_chunk'), 0, 'a query writes nothing');
});

test('what its row says of it is still answered', async t => {
  const temp = await openFlushed(t);
  flipBit(temp.path, 'chunk', `from_ms = ${NOON_MS}`);
  const query = { select: { keys: ['x'] }, fromMs: NOON_MS, toMs: NOON_MS + 60_000, stepMs: 60_000 };
  assert.deepEqual((await temp.store.query(query)).series[0]!.count, Int32Array.of(600 + 3));
});

test('a chunk that cannot be read is set aside when points come to it, and they are kept', async t => {
  const temp = await openFlushed(t);
  flipBit(temp.path, 'chunk', `from_ms = ${NOON_MS}`);
  await temp.store.append([reading('x', 1, 7)]);
  await temp.reopen();
  assert.deepEqual(await readMinute(temp.store, 'x'), [
    [1, 7],
    [40, 40],
    [41, 41],
    [42, 42],
  ]);
  assert.equal(countRows(temp.path, 'corrupt_chunk'), 1);
  assert.equal((await temp.store.stats()).readings, 1 + 3 + 3);
  assert.match(temp.troubles.join(), /cannot be read/);
  assert.equal(await damagedPieces(temp), 1);
});

test('it is told once, however often what sets it aside is rolled back', async t => {
  const temp = await openFlushed(t);
  flipBit(temp.path, 'chunk', `from_ms = ${NOON_MS}`);
  forbidChunks(temp.path);
  await temp.store.append([reading('x', 1, 7)]);
  temp.nowMs += 2 * 60 * 60_000; // so old that each sweep flushes
  for (let sweep = 1; sweep <= 3; sweep++) await assert.rejects(temp.store.sweep(), /no room/);
  assert.equal(temp.troubles.length, 1);
  allowChunks(temp.path);
  await temp.store.sweep();
  assert.equal(temp.troubles.length, 1);
  assert.equal(countRows(temp.path, 'corrupt_chunk'), 1);
});

test('a removed series whose successor cannot be read is restored without it', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 0)]);
  await temp.store.remove('x');
  await temp.store.append([reading('x', 1, 1)]);
  await temp.reopen();
  flipBit(temp.path, 'chunk', `from_ms = ${NOON_MS + 1000}`);
  assert.equal(await temp.store.restore('x'), true);
  assert.deepEqual(await readMinute(temp.store, 'x'), [[0, 0]]);
  assert.equal((await temp.store.stats()).readings, 1);
  assert.match(temp.troubles.join(), /cannot be read/);
  assert.equal(await damagedPieces(temp), 1);
});

test('of a journal entry that cannot be read its points are missing, the rest is there, and it is told', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 0), reading('y', 0, 0)]);
  await temp.store.append([reading('x', 1, 1), reading('only_here', 1, 1)]);
  await temp.store.append([reading('x', 2, 2)]);
  const path = copyAsAfterKill(temp.path);
  flipBit(path, 'journal', 'commit_number = 2');
  const copy = await openTempHistory(t, { path });
  assert.deepEqual(await readSeconds(copy, 'x'), [0, 2]);
  assert.match(copy.troubles.join(), /commit 2 cannot be read: .* \(CorruptJournalError/);
  assert.deepEqual(
    (await copy.store.latest({})).series.map(({ key, atMs }) => [key, atMs - NOON_MS]),
    [
      ['x', 2000],
      ['y', 0],
    ],
    'a series without a point is no series',
  );
  const answer = await copy.store.append([reading('only_here', 3, 3)]);
  assert.deepEqual([answer.commit, answer.created], [4, ['only_here']]);
});

test('a journal entry that cannot be read is set aside: it is told once, and counted from then on', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 0)]);
  await temp.store.append([reading('x', 1, 1)]);
  const path = copyAsAfterKill(temp.path);
  flipBit(path, 'journal', 'commit_number = 1');
  const copy = await openTempHistory(t, { path });
  assert.equal(copy.troubles.length, 1);
  assert.equal(countRows(path, 'corrupt_journal'), 1);
  assert.equal(countRows(path, 'journal'), 1, 'the whole one');
  await copy.reopen();
  assert.equal(copy.troubles.length, 1, 'not told again');
  assert.equal(await damagedPieces(copy), 1);
  assert.deepEqual(await readSeconds(copy, 'x'), [1]);
});

test('nobody needs to know of a file without damage', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 0)]);
  assert.deepEqual((await temp.store.stats()).troubles, []);
});

/** A series whose points are in two chunks, of ten seconds and of three points, and one whose points are in one. */
async function openFlushed(t: Parameters<typeof openTempHistory>[0]): Promise<TempHistory> {
  const temp = await openTempHistory(t);
  const dense = Array.from({ length: 600 }, (_, at) => ({ ...reading('x', 0, at), atMs: NOON_MS + at * 10 }));
  await temp.store.append(dense);
  await temp.reopen(); // at the end all points are brought into chunks
  await temp.store.append([40, 41, 42].map(second => reading('x', second, second)));
  await temp.store.append([0, 1, 2].map(second => reading('y', second, second)));
  await temp.reopen();
  return temp;
}

async function readSeconds({ store }: TempHistory, key: string): Promise<number[]> {
  return (await readMinute(store, key)).map(([second]) => second);
}

async function damagedPieces({ store }: TempHistory): Promise<number | undefined> {
  const damage = (await store.stats()).troubles.find(({ kind }) => kind === 'damaged');
  return damage?.kind === 'damaged' ? damage.pieces : undefined;
}
