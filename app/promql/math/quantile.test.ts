import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { quantile } from './quantile.ts';

/** By sorting; NaN is lowest. */
function naive(q: number, values: Float64Array): number {
  const sorted = Array.from(values).sort((a, b) =>
    Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(b)) - Number(Number.isNaN(a)) : a < b ? -1 : Number(a > b),
  );
  const rank = q * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  return sorted[lower]! * (1 - (rank - lower)) + sorted[upper]! * (rank - lower);
}

test('of values by chance, many of them equal, some NaN or infinite, and of values in order', () => {
  const random = createRandom(1);
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const kinds = [() => random(), () => random(3), () => odd[random(odd.length)]!, () => 7];
  for (let round = 0; round < 3000; round++) {
    const next = kinds[random(kinds.length)]!;
    const values = Float64Array.from({ length: 1 + random(40) }, next);
    if (random(5) === 0) values.sort();
    const before = values.slice();
    const q = random(4) === 0 ? random(2) : random();
    assert.deepEqual(quantile(q, values), naive(q, values), `${q} of ${values}`);
    assert.deepEqual(values, before, 'the values stay as they are');
  }
});

test('outside of 0 to 1 it is infinite', () => {
  assert.deepEqual(
    [-0.1, 1.1, Number.NaN].map(q => quantile(q, Float64Array.of(1, 2))),
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN],
  );
});
