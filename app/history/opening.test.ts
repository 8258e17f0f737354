import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyAsAfterKill, withFile } from './testing/other-connection.ts';
import { NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';

test('opening a long journal says how far it is', async t => {
  const temp = await openTempHistory(t);
  for (let second = 0; second < 10; second++) await temp.store.append([reading('x', second, second)]);
  const said: string[] = [];
  const path = copyAsAfterKill(temp.path);
  await openTempHistory(t, { path, progressEveryMs: 0, onProgress: sentence => said.push(sentence) });
  assert.deepEqual(said.slice(0, 2), [
    'Reading the newest of each series: 0 %, 0 series',
    'Reading the journal: 0 %, 1 points',
  ]);
  assert.equal(said.at(-1), 'Reading the journal: 90 %, 10 points');
});

test('opening a file of an earlier version says how far the packing of its rows is', async t => {
  const temp = await openTempHistory(t);
  await temp.store.append([reading('x', 0, 0)]);
  await temp.store.close();
  withFile(temp.path, file => {
    const insert = file.prepare('insert into reading (series_id, at_ms, value) values (1, ?, 1)');
    for (let at = 1; at <= 10; at++) insert.run(NOON_MS + at);
  });
  const said: string[] = [];
  await openTempHistory(t, { path: temp.path, progressEveryMs: 0, onProgress: sentence => said.push(sentence) });
  assert.equal(said[0], 'Packing readings of an earlier version: 100 %, 10 readings');
});

test('an opening that is over soon says nothing', async t => {
  const said: string[] = [];
  const temp = await openTempHistory(t, { progressEveryMs: 60_000, onProgress: sentence => said.push(sentence) });
  await temp.store.append([reading('x', 0, 0)]);
  await temp.reopen();
  assert.deepEqual(said, []);
});
