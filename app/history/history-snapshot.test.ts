import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HistorySnapshot, openHistorySnapshot } from './history-snapshot.ts';
import { flipBit } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';

function read(snapshot: HistorySnapshot, fromSecond = 0, toSecond = 60): Record<string, [number, number][]> {
  const [fromMs, toMs] = [NOON_MS + fromSecond * 1000, NOON_MS + toSecond * 1000];
  return Object.fromEntries(
    snapshot.series.map(({ id, key }) => [
      key,
      Array.from(snapshot.points(id, fromMs, toMs)).flatMap(({ times, values }) =>
        Array.from(times, (atMs, i): [number, number] => [(atMs - NOON_MS) / 1000, values[i]!]),
      ),
    ]),
  );
}

test('a snapshot joins chunks and journal by time, and stays what it was while others write', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 1), reading('x', 2, 2), reading('x', 4, 3), reading('gone', 0, 1)]);
  await temp.reopen(); // brings them into chunks
  await temp.store.append([reading('x', 1, 10), reading('x', 2, 20), reading('x', 9, 30), reading('y', 1, 1)]);
  await temp.store.remove('gone');
  const snapshot = openHistorySnapshot(temp.path);
  t.after(() => snapshot.close());
  await temp.store.append([reading('x', 1, 11), reading('z', 3, 1)]);
  const x = [
    [0, 1],
    [1, 10],
    [2, 20],
    [4, 3],
    [9, 30],
  ];
  assert.deepEqual(read(snapshot), { x, y: [[1, 1]] });
  assert.deepEqual(read(snapshot, 1, 4), { x: x.slice(1, 3), y: [[1, 1]] });
  assert.equal(snapshot.newestMs(), NOON_MS + 9_000);
  assert.equal(snapshot.commit, (await temp.store.stats()).commit - 1);
});

test('series stand by metric and then by key, so that those of a metric are together', async t => {
  const temp = await openTempHistory(t);
  const names = ['a_b', 'a', 'b', 'a:c'].flatMap(metric => [
    reading(metric, 0, 1),
    reading(metric, 0, 1, { labels: { x: '1' } }),
  ]);
  await temp.store.append(names);
  const snapshot = openHistorySnapshot(temp.path);
  t.after(() => snapshot.close());
  assert.deepEqual(
    snapshot.series.map(({ key }) => key),
    ['a', 'a{x="1"}', 'a:c', 'a:c{x="1"}', 'a_b', 'a_b{x="1"}', 'b', 'b{x="1"}'],
  );
});

test('what is damaged is counted, in chunks and in the journal, and the rest is read', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 1), reading('y', 0, 1)]);
  await temp.reopen();
  await temp.store.append([reading('x', 1, 2)]);
  await temp.store.append([reading('y', 1, 2)]);
  flipBit(temp.path, 'chunk', 'series_id = 1');
  flipBit(temp.path, 'journal', 'true order by id desc');
  const snapshot = openHistorySnapshot(temp.path);
  t.after(() => snapshot.close());
  assert.deepEqual(read(snapshot), { x: [[1, 2]], y: [[0, 1]] });
  assert.equal(snapshot.damaged, 2);
});

test('without a reading there is no newest time', async t => {
  const temp = await openTempHistory(t);
  const snapshot = openHistorySnapshot(temp.path);
  t.after(() => snapshot.close());
  assert.deepEqual([snapshot.newestMs(), snapshot.series, snapshot.damaged], [undefined, [], 0]);
});
