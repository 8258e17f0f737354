import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from './random.ts';

const draw = (seed: number, limit: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 6000 }, () => random(limit));
};

test('the same seed gives the same numbers, another seed others', () => {
  assert.deepEqual(draw(7, 1000), draw(7, 1000));
  assert.notDeepEqual(draw(7, 1000), draw(8, 1000));
});

test('whole numbers stay below the limit, and all of them come about equally often', () => {
  const counts = Map.groupBy(draw(7, 6), number => number);
  assert.deepEqual([...counts.keys()].sort(), [0, 1, 2, 3, 4, 5]);
  for (const [number, drawn] of counts) assert.ok(Math.abs(drawn.length - 1000) < 150, `${number}: ${drawn.length}`);
});

test('without a limit it is a fraction', () => {
  const random = createRandom(7);
  const drawn = Array.from({ length: 6000 }, () => random());
  assert.ok(drawn.every(number => number >= 0 && number < 1));
  assert.ok(Math.abs(drawn.reduce((sum, number) => sum + number) / drawn.length - 0.5) < 0.05);
});
