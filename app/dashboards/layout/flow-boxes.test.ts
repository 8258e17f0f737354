import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowBoxes } from './flow-boxes.ts';

const places = (...sizes: [w: number, h: number][]) =>
  flowBoxes(sizes.map(([w, h]) => ({ w, h }))).map(({ x, y }) => [x, y]);

test('panels fill a row, then the next one', () => {
  assert.deepEqual(places([12, 4], [12, 4], [24, 7]), [
    [0, 0],
    [12, 0],
    [0, 4],
  ]);
});

test('a panel that finds its row taken goes below', () => {
  assert.deepEqual(places([12, 4], [12, 7], [12, 3], [12, 3]), [
    [0, 0],
    [12, 0],
    [0, 4],
    [0, 7],
  ]);
});

test('a panel that does not fit into the rest of a row begins the next one', () => {
  assert.deepEqual(places([16, 4], [12, 4]), [
    [0, 0],
    [0, 4],
  ]);
});
