import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stackSeries } from './stack.ts';

test('puts each series on top of those before it; one that is missing counts as nothing', () => {
  const stacked = stackSeries(
    [
      { name: 'a', values: [1, 2, undefined] },
      { name: 'b', values: [10, undefined, 30] },
    ],
    3,
  );
  assert.deepEqual(stacked, [
    { name: 'a', values: [1, 2, 0], floor: [0, 0, 0] },
    { name: 'b', values: [11, 2, 30], floor: [1, 2, 0] },
  ]);
});

test('a moment without any value stays a gap', () => {
  const stacked = stackSeries([{ name: 'a', values: [1, undefined, 3] }], 3);
  assert.deepEqual(stacked[0]!.values, [1, undefined, 3]);
});

test('what is mirrored makes a pile of its own, downwards', () => {
  const mirrored = { name: 'out', isMirrored: true };
  const stacked = stackSeries(
    [
      { name: 'in', values: [5] },
      { ...mirrored, values: [-2] },
      { ...mirrored, values: [-3] },
    ],
    1,
  );
  assert.deepEqual(
    stacked.map(({ values, floor }) => [floor, values]),
    [
      [[0], [5]],
      [[0], [-2]],
      [[-2], [-5]],
    ],
  );
});
