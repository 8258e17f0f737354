import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bitmap } from './bitmap.ts';
import { Postings } from './postings.ts';

test('holds what was added in any order, as few and as many', () => {
  for (const count of [0, 1, 255, 256, 257, 2_000]) {
    const expected = Array.from({ length: count }, (_, at) => at * 3);
    for (const order of [expected, expected.toReversed()]) assert.deepEqual(idsIn(filled(order)), expected);
  }
});

test('holds what is left, down to nothing', () => {
  const ids = Array.from({ length: 1_000 }, (_, at) => at * 3);
  const postings = filled(ids);
  while (ids.length > 0) {
    postings.delete(ids.shift()!);
    if (ids.length % 50 === 0) assert.deepEqual([idsIn(postings), postings.size], [ids, ids.length]);
  }
});

test('ids that lie close take one id far away', () => {
  const close = Array.from({ length: 1_000 }, (_, at) => at);
  const postings = filled([...close, 10_000_000]);
  assert.deepEqual(idsIn(postings), [...close, 10_000_000]);
  assert.ok([0, 999, 10_000_000].every(id => postings.has(id)));
  assert.ok(![1_000, 9_999_999, 10_000_001].some(id => postings.has(id)));
});

function filled(ids: readonly number[]): Postings {
  const postings = new Postings();
  for (const id of ids) postings.add(id);
  return postings;
}

function idsIn(postings: Postings): number[] {
  const bitmap = new Bitmap(10_000_001);
  postings.addTo(bitmap);
  return Array.from(bitmap.toArray());
}
