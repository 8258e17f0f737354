import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../testing/random.ts';
import { smallest } from './smallest.ts';

const random = createRandom(11);
const ascending = Array.from({ length: 1_000 }, (_, at) => at);
const orders: Record<string, number[]> = {
  none: [],
  one: [7],
  ascending,
  descending: ascending.toReversed(),
  'up and down again': [...ascending.filter(at => at % 2 === 0), ...ascending.filter(at => at % 2 === 1).reverse()],
  random: Array.from(new Set(ascending.map(() => random(1_000_000)))),
};

for (const [name, numbers] of Object.entries(orders)) {
  test(`gives the smallest in order, whatever order they come in: ${name}`, () => {
    for (const count of [0, 1, 2, 50, numbers.length >> 1, numbers.length - 1, numbers.length, numbers.length + 9]) {
      if (count < 0) continue;
      const compare = (a: number, b: number) => a - b;
      const chosen = smallest(Uint32Array.from(numbers), count, compare);
      assert.deepEqual(Array.from(chosen), numbers.toSorted(compare).slice(0, count), `${count}`);
    }
  });
}

test('few of many cost a few comparisons each', () => {
  const numbers = Uint32Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 100_003);
  let comparisons = 0;
  smallest(numbers, 100, (a, b) => {
    comparisons++;
    return a - b;
  });
  assert.ok(comparisons < 10 * numbers.length, `${comparisons} comparisons`);
});
