import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bridgeGaps } from './bridge-gaps.ts';

const _ = undefined;

test('readings every ten seconds are a line on a grid of seconds', () => {
  const values = [10, _, _, _, _, _, _, _, _, _, 20];
  assert.deepEqual(bridgeGaps(values, 1000, 10_000), [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});

test('up to three intervals are bridged, more is a gap', () => {
  assert.deepEqual(bridgeGaps([1, _, _, 4], 1000, 1000), [1, 2, 3, 4]);
  assert.deepEqual(bridgeGaps([1, _, _, _, 5], 1000, 1000), [1, _, _, _, 5]);
});

test('a series much faster than the grid is never bridged: each of its steps must hold readings', () => {
  assert.deepEqual(bridgeGaps([1, _, 3], 1000, 100), [1, _, 3]);
});

test('nothing is drawn before the first reading, after the last one, or without an interval', () => {
  assert.deepEqual(bridgeGaps([_, 1, _], 1000, 10_000), [_, 1, _]);
  assert.deepEqual(bridgeGaps([1, _, 3], 1000, undefined), [1, _, 3]);
});
