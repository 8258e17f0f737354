import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { typicalIntervalMs } from './interval.ts';
import { NewestPoints } from './newest-points.ts';

const NOTHING = { atMs: Number.NEGATIVE_INFINITY, oldestMs: Number.POSITIVE_INFINITY, intervalMs: undefined };

test('knows nothing of a series without points, however large its id', () => {
  const newest = new NewestPoints();
  for (const id of [0, 1023, 1024, 2 ** 31]) assert.deepEqual({ ...newest.get(id), ...NOTHING }, newest.get(id));
  newest.forget(5000);
  newest.setOldest(5000, 3);
  assert.equal(newest.oldestMs(5000), Number.POSITIVE_INFINITY);
});

test('a late point changes the oldest time only, one of the same moment the value only', () => {
  const newest = new NewestPoints();
  newest.note(1, 100, 1);
  newest.note(1, 50, 2);
  assert.deepEqual(newest.get(1), { atMs: 100, value: 1, oldestMs: 50, intervalMs: undefined });
  newest.note(1, 100, 3);
  assert.deepEqual(newest.get(1), { atMs: 100, value: 3, oldestMs: 50, intervalMs: undefined });
});

test('what is forgotten leaves nothing to the next series of its id', () => {
  const newest = new NewestPoints();
  for (const atMs of [1, 2, 3, 4]) newest.note(7, atMs, atMs);
  newest.forget(7);
  assert.deepEqual({ ...newest.get(7), ...NOTHING }, newest.get(7));
  newest.note(7, 10, 5);
  assert.deepEqual(newest.get(7), { atMs: 10, value: 5, oldestMs: 10, intervalMs: undefined });
});

test('what comes from the file is as it was, and goes on', () => {
  const newest = new NewestPoints();
  for (const known of [
    { atMs: 100, value: 1, oldestMs: 3, intervalMs: 20 },
    { atMs: 50, value: Number.NaN, oldestMs: 50, intervalMs: undefined },
  ]) {
    newest.set(3000, known);
    assert.deepEqual(newest.get(3000), known);
  }
});

test('is as a naive memory says, of many series and random points', () => {
  const random = createRandom(5);
  const newest = new NewestPoints();
  const model = new Map<number, { atMs: number; value: number; oldestMs: number; distances: number[] }>();
  for (let i = 0; i < 20_000; i++) {
    const [id, atMs, value] = [random(60) ** 2, random(i + 1), random()];
    newest.note(id, atMs, value);
    const known = model.get(id);
    if (!known) model.set(id, { atMs, value, oldestMs: atMs, distances: [] });
    else {
      known.oldestMs = Math.min(known.oldestMs, atMs);
      if (atMs > known.atMs) known.distances.push(atMs - known.atMs);
      if (atMs >= known.atMs) Object.assign(known, { atMs, value });
    }
  }
  for (const [id, { distances, ...rest }] of model) {
    assert.deepEqual(newest.get(id), { ...rest, intervalMs: typicalIntervalMs(distances.slice(-5)) });
  }
});
