import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { concatPoints, mergePoints } from './merge-points.ts';
import { NO_POINTS } from './points.ts';
import { pointsOf, type Row, rowsOf, rowsOfMap } from './testing/points-of.ts';

test('of two points of one moment that of the newer list stays', () => {
  const older = pointsOf([
    [1, 1],
    [2, 1],
    [4, 1],
  ]);
  const newer = pointsOf([
    [2, 2],
    [3, 2],
    [4, 2],
  ]);
  assert.deepEqual(rowsOf(mergePoints(older, newer)), [
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
  ]);
});

test('gives a list that is alone as it is', () => {
  const points = pointsOf([[1, 1]]);
  assert.equal(mergePoints(points, NO_POINTS), points);
  assert.equal(mergePoints(NO_POINTS, points), points);
  assert.deepEqual(rowsOf(concatPoints([])), []);
});

test('joins random lists as a map does', () => {
  const random = createRandom(3);
  const draw = (value: number) => {
    const from = random(60);
    return new Map(Array.from({ length: random(30) }, (): Row => [from + random(40), value + random()]));
  };
  for (let round = 0; round < 500; round++) {
    const [older, newer] = [draw(0), draw(1)];
    const merged = mergePoints(pointsOf(rowsOfMap(older)), pointsOf(rowsOfMap(newer)));
    assert.deepEqual(rowsOf(merged), rowsOfMap(new Map([...older, ...newer])));
  }
});
