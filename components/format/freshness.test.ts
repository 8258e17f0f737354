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

test('what is stale says what would be usual, in as many digits as can be learned', () => {
  const usual = (ageMs: number, intervalMs: number) => at(ageMs, intervalMs).usual?.replaceAll('\u00a0', ' ');
  assert.equal(usual(12_000, 1999.7), 'usually every 2 s');
  assert.equal(usual(900_000, 61_234), 'usually every 1 min 01 s');
  assert.equal(usual(600, 104.2), undefined, 'late, and no more than that');
  assert.equal(usual(1400, 104.2), 'usually every 100 ms');
});

test('a reading from a clock ahead of ours is fresh', () => {
  assert.deepEqual(at(-5000, 1000), { state: 'live', age: '1\u00a0s' });
});
