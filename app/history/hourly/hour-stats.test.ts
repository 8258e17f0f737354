import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addHours, type HourStats } from './hour-stats.ts';

const hour = (count: number, sum: number, min: number, max: number, first: number, last: number): HourStats => {
  return { atMs: 0, count, sum, min, max, first, last };
};

test('two parts of an hour become what all of their points are together', () => {
  assert.deepEqual(addHours(hour(2, 7, 3, 4, 3, 4), hour(3, 11, 1, 9, 9, 1)), hour(5, 18, 1, 9, 3, 1));
  assert.deepEqual(addHours(hour(3, 11, 1, 9, 9, 1), hour(2, 7, 3, 4, 3, 4)), hour(5, 18, 1, 9, 9, 4));
});

test('a part without a number leaves the other one its ends', () => {
  const none = hour(1, 0, Number.NaN, Number.NaN, Number.NaN, Number.NaN);
  assert.deepEqual(addHours(none, hour(1, 5, 5, 5, 5, 5)), hour(2, 5, 5, 5, Number.NaN, 5));
  assert.deepEqual(addHours(hour(1, 5, 5, 5, 5, 5), none), hour(2, 5, 5, 5, 5, Number.NaN));
});
