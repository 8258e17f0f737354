import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTempHistory, reading } from './testing/temp-history.ts';

test('a reading older than the retention is refused with a sentence, the rest of the batch is kept', async t => {
  const { store } = await openTempHistory(t);
  const monthSeconds = 30 * 24 * 60 * 60;
  const { accepted, refused, created } = await store.append([
    reading('old', -monthSeconds - 1, 1),
    reading('kept', -monthSeconds, 2),
    reading('fresh', 0, 3),
  ]);
  assert.equal(accepted, 2);
  assert.deepEqual(created, ['kept', 'fresh']);
  assert.equal(refused[0]!.index, 0);
  assert.match(refused[0]!.reason, /is too long ago: readings are kept for 30 days\.$/);
});
