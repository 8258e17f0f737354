import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTempHistory } from './testing/temp-history.ts';
import { WRITERS, writeUntilKilled } from './testing/write-until-killed.ts';

test('answered readings survive kill -9, unanswered batches are there whole or not at all', async t => {
  const temp = await openTempHistory(t);
  await temp.store.close();
  const writing = { path: temp.path, first: 0, readingsPerBatch: 1, flushPoints: 1_000_000, answersBeforeKill: 200 };
  const answered = await writeUntilKilled(writing);
  await temp.reopen();
  const query = { select: {}, fromMs: 0, toMs: 1_000_000, stepMs: 1_000_000 };
  const { series, commit } = await temp.store.query(query);
  assert.equal(series.length, 3 * WRITERS);
  assert.ok(commit > 0);
  for (let writer = 0; writer < WRITERS; writer++) {
    const ofWriter = series.filter(one => one.labels.writer === String(writer));
    const counts = new Set(ofWriter.map(one => one.count[0]));
    assert.equal(counts.size, 1, 'each batch is whole');
    for (const { count, last } of ofWriter) {
      assert.ok(last[0]! >= answered[writer]!, 'what was answered is there');
      assert.equal(count[0], last[0]! + 1, 'nothing before it is missing');
    }
  }
});
