import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sparkline } from './sparkline.ts';

test('runs from the lowest to the highest bar', () => {
  assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8), '▁▂▃▄▅▆▇█');
  assert.equal(sparkline([-10, 0, -10], 3), '▁█▁');
});

test('takes means where there are more values than columns, and repeats where there are fewer', () => {
  assert.equal(sparkline([0, 0, 4, 4, 8, 6], 3), '▁▅█');
  assert.equal(sparkline([1, 2], 4), '▁▁██');
});

test('leaves a blank where nothing came, and stands in the middle where nothing moves', () => {
  assert.equal(sparkline([1, undefined, 3, Number.NaN], 4), '▁ █ ');
  assert.equal(sparkline([5, 5, undefined], 3), '▄▄ ');
  assert.equal(sparkline(Array(300).fill(0.1), 40), '▄'.repeat(40), 'whatever adding up leaves over');
  assert.equal(sparkline([], 3), '   ');
  assert.equal(sparkline([undefined], 2), '  ');
});

test('bears the largest numbers there are', () => {
  assert.equal(sparkline([-Number.MAX_VALUE, Number.MAX_VALUE, 0], 3).length, 3);
});
