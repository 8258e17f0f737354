import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { createBlockSums } from './block-sums.ts';
import { kahanSum } from './kahan-sum.ts';

const COUNT = 5000;

test('of every part the sum and the mean are those of its numbers one by one', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = createRandom(seed);
    const values = Float64Array.from({ length: COUNT }, () => (random() - 0.5) * 10 ** random(12));
    const sums = createBlockSums(values);
    for (let part = 0; part < 200; part++) {
      const from = random(COUNT);
      const to = from + 1 + random(COUNT - from);
      assert.equal(sums.sum(from, to), kahanSum(values, from, to), `${from} to ${to}, seed ${seed}`);
      assert.equal(sums.mean(from, to), kahanSum(values, from, to) / (to - from));
    }
  }
});

test('what rounding loses in one block is there again when another block takes the large number away', () => {
  const values = new Float64Array(1000).fill(0.1);
  values[3] = 1e17;
  values[900] = -1e17;
  const { sum } = createBlockSums(values);
  assert.ok(Math.abs(sum(0, 1000) - 99.8) < 1e-9, String(sum(0, 1000)));
});

test('infinite numbers and NaN are where they are, and nowhere else', () => {
  const values = new Float64Array(2000).fill(1);
  [values[500], values[1500], values[1990]] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  const { sum } = createBlockSums(values);
  assert.deepEqual(
    [sum(0, 400), sum(0, 1000), sum(600, 1400), sum(600, 1600), sum(0, 1600), sum(501, 1500), sum(0, 2000)],
    [400, Number.POSITIVE_INFINITY, 800, Number.NEGATIVE_INFINITY, Number.NaN, 999, Number.NaN],
  );
});

test('the mean is there also where the sum is too large for a number', () => {
  assert.equal(createBlockSums(new Float64Array(1000).fill(1e308)).mean(0, 1000), 1e308);
});
