import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typicalIntervalMs } from './interval.ts';

test('knows no interval before the third reading', () => {
  assert.equal(typicalIntervalMs([]), undefined);
  assert.equal(typicalIntervalMs([1000]), undefined);
  assert.equal(typicalIntervalMs([1000, 1002]), 1001);
});

test('is not moved by one pause or one burst', () => {
  assert.equal(typicalIntervalMs([1000, 1000, 3_600_000, 1000, 1]), 1000);
});
