import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { sortPoints } from './sort-points.ts';
import { pointsOf, type Row, rowsOf, rowsOfMap } from './testing/points-of.ts';

const sorted = (rows: readonly Row[]) => {
  const { times, values } = pointsOf(rows);
  return rowsOf(sortPoints(times, values));
};

test('gives points that are in order without a copy', () => {
  const { times, values } = pointsOf([
    [1, 5],
    [2, 4],
  ]);
  assert.equal(sortPoints(times, values).times, times);
});

test('of points of one moment the last that came stays, first and last ones too', () => {
  assert.deepEqual(sorted([]), []);
  assert.deepEqual(
    sorted([
      [3, 1],
      [3, 2],
      [3, 3],
    ]),
    [[3, 3]],
  );
  assert.deepEqual(
    sorted([
      [1, 1],
      [9, 2],
      [1, 3],
      [9, 4],
    ]),
    [
      [1, 3],
      [9, 4],
    ],
  );
});

test('NaN and minus zero stay what they are', () => {
  assert.deepEqual(
    sorted([
      [2, Number.NaN],
      [1, -0],
    ]),
    [
      [1, -0],
      [2, Number.NaN],
    ],
  );
});

test('sorts as a map does, with times before 1970 and far from each other', () => {
  const random = createRandom(2);
  for (let round = 0; round < 200; round++) {
    const spread = [3, 50, 1e12][random(3)]!;
    const rows = Array.from({ length: random(400) }, (_, at): Row => [random(spread) - spread / 2, at]);
    assert.deepEqual(sorted(rows), rowsOfMap(new Map(rows)));
  }
});
