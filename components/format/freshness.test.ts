import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshnessOf } from './freshness.ts';

const at = (ageMs: number, intervalMs?: number) => freshnessOf(1_000_000, intervalMs, 1_000_000 + ageMs);

test('live within an interval and its grace, late after it, stale after three', () => {
  assert.equal(at(900, 1000).state, 'live');
  assert.equal(at(1900, 1000).state, 'live');
  assert.equal(at(2100, 1000).state, 'late');
  assert.equal(at(4100, 1000).state, 'stale');
  assert.equal(at(14_000, 10_000).state, 'live');
  assert.equal(at(16_000, 10_000).state, 'late');
  assert.equal(at(36_000, 10_000).state, 'stale');
});

test('a series without a known interval is never called late', () => {
  assert.deepEqual(at(7_200_000), { state: 'live', age: '2\u00a0h' });
});

test('the state is in the words, not only in the look', () => {
  assert.equal(at(3000, 1000).age, 'late 3\u00a0s');
  assert.equal(at(240_000, 1000).age, 'stale 4\u00a0min');
});

test('a reading from a clock ahead of ours is fresh', () => {
  assert.deepEqual(at(-5000, 1000), { state: 'live', age: '1\u00a0s' });
});
