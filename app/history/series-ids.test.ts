import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeriesIds } from './series-ids.ts';

const take = (ids: SeriesIds, count: number) => Array.from({ length: count }, () => ids.take());

test('fills the gaps first, small ids before large ones', () => {
  assert.deepEqual(take(new SeriesIds(new Set()), 3), [1, 2, 3]);
  assert.deepEqual(take(new SeriesIds(new Set([2, 5])), 5), [1, 3, 4, 6, 7]);
});

test('an id is given again only when no point of its old owner is left', () => {
  const ids = new SeriesIds(new Set([1, 2]));
  ids.retire(1);
  assert.equal(ids.take(), 3);
  const release = ids.retired();
  ids.retire(2);
  assert.equal(ids.take(), 4, 'it is about to be forgotten, but not yet');
  release();
  assert.deepEqual(take(ids, 2), [1, 5], 'the second came after the memory was frozen');
  ids.retired()();
  assert.equal(ids.take(), 2);
});

test('an id that was never used is given again at once', () => {
  const ids = new SeriesIds(new Set());
  ids.giveBack(take(ids, 2));
  assert.deepEqual(take(ids, 3).sort(), [1, 2, 3]);
});

test('takes as many at one time as there may be series', () => {
  const ids = new SeriesIds(new Set());
  for (const id of take(ids, 300_000)) ids.retire(id);
  ids.retired()();
  assert.equal(new Set(take(ids, 300_001)).size, 300_001);
});
