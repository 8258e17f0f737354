import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { quantile } from './quantile.ts';
import { createSlidingQuantile } from './sliding-quantile.ts';

test('of every window it is the quantile of its numbers, also of equal ones, of NaN, and where windows leave some out', () => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const random = createRandom(seed);
    const kinds = [() => random(), () => random(3), () => odd[random(odd.length)]!, () => 7];
    const next = kinds[random(kinds.length)]!;
    const values = Float64Array.from({ length: 1 + random(700) }, next);
    const ofWindow = createSlidingQuantile(values, () => {});
    const most = 1 + random(10);
    let [from, to] = [0, 1];
    while (to < values.length) {
      to = Math.min(values.length, to + 1 + random(most));
      from = Math.min(to - 1, from + random(random(8) === 0 ? 90 : most));
      const q = random(8) === 0 ? random(4) - 1 : random();
      assert.deepEqual(ofWindow(q, from, to), quantile(q, values.subarray(from, to)), `${from} to ${to}, seed ${seed}`);
    }
  }
});

test('windows that share most of their numbers cost far less than to walk through each', () => {
  const values = Float64Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 10_007);
  let spent = 0;
  const ofWindow = createSlidingQuantile(values, numbers => {
    spent += numbers;
  });
  for (let to = 10_000; to <= values.length; to++) ofWindow(0.5, to - 10_000, to);
  assert.ok(spent < values.length * 50, `${spent}`);
});
