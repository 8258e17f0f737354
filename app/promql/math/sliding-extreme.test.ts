import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { createSlidingExtreme } from './sliding-extreme.ts';

const COUNT = 1000;

test('of windows by chance, with jumps and NaN among the numbers, the lowest and the highest', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = createRandom(seed);
    const values = Float64Array.from({ length: COUNT }, () => (random(4) === 0 ? Number.NaN : random(50) - 25));
    const [lowest, highest] = [createSlidingExtreme(values, 'min'), createSlidingExtreme(values, 'max')];
    let [from, to] = [0, 0];
    while (to < COUNT) {
      to = Math.min(COUNT, to + 1 + random(random(8) === 0 ? 100 : 3));
      from = Math.max(from, Math.min(to - 1, from + random(random(8) === 0 ? 100 : 3)));
      const numbers = Array.from(values.subarray(from, to)).filter(value => !Number.isNaN(value));
      const expected = numbers.length === 0 ? [Number.NaN, Number.NaN] : [Math.min(...numbers), Math.max(...numbers)];
      assert.deepEqual([lowest(from, to), highest(from, to)], expected, `${from} to ${to}, seed ${seed}`);
    }
  }
});
