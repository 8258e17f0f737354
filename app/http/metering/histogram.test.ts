import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Histogram } from './histogram.ts';

test('a duration counts in each bucket that it fits into, a bound included, and in the sum', () => {
  const histogram = new Histogram();
  for (const ms of [0, 1, 1.001, 250, 60_000, -5]) histogram.add(ms);
  const upTo = Object.fromEntries(histogram.buckets().map(({ atMostSeconds, count }) => [atMostSeconds, count]));
  assert.deepEqual([upTo[0.001], upTo[0.0025], upTo[0.1], upTo[0.25], upTo[10], upTo.Infinity], [3, 4, 4, 5, 5, 6]);
  assert.equal(histogram.count, 6);
  assert.equal(histogram.sumSeconds.toFixed(6), '60.252001');
});

test('what another one has counted is taken over whole, and the longest is told once', () => {
  const [one, other] = [new Histogram(), new Histogram()];
  one.add(10);
  other.add(2000);
  one.addAll(other);
  assert.equal(one.count, 2);
  assert.equal(one.sumSeconds, 2.01);
  assert.deepEqual([one.takeLongestSeconds(), one.takeLongestSeconds()], [2, 0]);
});
