import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bitmap } from './bitmap.ts';

const EDGES = [0, 1, 31, 32, 63, 64, 95];

test('gives its numbers ascending, the ones at the edges of words too', () => {
  assert.deepEqual(Array.from(of(EDGES.toReversed(), 0).toArray()), EDGES);
  assert.ok(EDGES.every(id => of(EDGES, 96).has(id)));
  assert.ok(![2, 30, 33, 94, 96, 1_000].some(id => of(EDGES, 96).has(id)));
});

test('unites, intersects and subtracts', () => {
  const changed = (change: (set: Bitmap) => void) => {
    const set = of([1, 31, 64], 96);
    change(set);
    return Array.from(set.toArray());
  };
  const other = of([31, 64, 95], 96);
  assert.deepEqual(
    changed(set => set.unite(other)),
    [1, 31, 64, 95],
  );
  assert.deepEqual(
    changed(set => set.intersect(other)),
    [31, 64],
  );
  assert.deepEqual(
    changed(set => set.subtract(other)),
    [1],
  );
});

test('takes from one with a higher limit what is below its own, and drops what one with a lower limit lacks', () => {
  const small = of([1], 32);
  small.unite(of([2, 500], 512));
  assert.deepEqual(Array.from(small.toArray()), [1, 2]);
  const large = of([1, 500], 512);
  large.subtract(small);
  assert.deepEqual(Array.from(large.toArray()), [500]);
  large.intersect(small);
  assert.ok(large.isEmpty());
});

test('is empty after the last is deleted, and one beyond the end is not there to delete', () => {
  const set = of([95], 96);
  set.delete(5_000);
  assert.ok(!set.isEmpty());
  set.delete(95);
  assert.ok(set.isEmpty());
  assert.deepEqual(set.toArray(), new Uint32Array());
});

function of(ids: readonly number[], limit: number): Bitmap {
  const bitmap = new Bitmap(limit);
  for (const id of ids) bitmap.add(id);
  return bitmap;
}
