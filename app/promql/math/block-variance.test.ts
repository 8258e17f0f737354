import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { createBlockVariance } from './block-variance.ts';
import { variance } from './variance.ts';

const COUNT = 5000;

test('of every part it is the variance of its numbers one by one', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = createRandom(seed);
    const level = 10 ** random(7); // at higher ones, one by one is not exact enough
    const values = Float64Array.from({ length: COUNT }, () => level + random());
    const ofPart = createBlockVariance(values, () => {});
    const moved = values.map(value => value - values[0]!); // by a difference that is exact
    for (let part = 0; part < 200; part++) {
      const from = random(COUNT);
      const to = from + 1 + random(COUNT - from);
      const [is, expected] = [ofPart(from, to), variance(moved, from, to)];
      assert.ok(Math.abs(is - expected) <= expected * 1e-9, `${is}, not ${expected}: ${from} to ${to}, seed ${seed}`);
    }
  }
});

test('it is 0 where all are equal, and the same as one by one where some are no numbers or too large', () => {
  const equal = createBlockVariance(new Float64Array(1000).fill(0.1), () => {});
  assert.equal(equal(3, 997), 0);
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, 1e200]) {
    const values = new Float64Array(2000).fill(1);
    values[700] = odd;
    const ofPart = createBlockVariance(values, () => {});
    assert.deepEqual(
      [ofPart(0, 690), ofPart(0, 2000), ofPart(701, 1500)],
      [0, variance(values, 0, 2000), 0],
      String(odd),
    );
  }
});

test('windows that share most of their numbers cost far less than to walk through each', () => {
  const values = Float64Array.from({ length: 20_000 }, (_, at) => at % 977);
  let spent = 0;
  const ofPart = createBlockVariance(values, numbers => {
    spent += numbers;
  });
  for (let to = 10_000; to <= values.length; to++) ofPart(to - 10_000, to);
  assert.ok(spent < (10_000 * values.length) / 64, `${spent}`);
});
