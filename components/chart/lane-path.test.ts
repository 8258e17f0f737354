import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatLevel } from './heat-level.ts';
import { lanePath, stretchesOf } from './lane-path.ts';

test('neighbours that are the same become one stretch, and what is missing a gap', () => {
  assert.deepEqual(stretchesOf(['a', 'a', undefined, 'a', 'b']), [
    { from: 0, to: 2, value: 'a' },
    { from: 3, to: 4, value: 'a' },
    { from: 4, to: 5, value: 'b' },
  ]);
});

test('a window that moves on by a step changes only the first of its boxes', () => {
  const values = [1, 1, undefined, 1, undefined, undefined, 1, 1];
  const pathOf = (at: number) => lanePath(stretchesOf(values.slice(at)), 2, 3).split('z');
  assert.deepEqual(pathOf(0), ['m0 2h2v3h-2', 'm3 0h1v3h-1', 'm3 0h2v3h-2', '']);
  assert.deepEqual(pathOf(0).slice(2), pathOf(1).slice(2));
});

test('the ramp has seven steps, and what is outside of it lies on its ends', () => {
  const domain = { min: 0, max: 70 };
  const level = (value: number | undefined, hidesZero?: boolean) => heatLevel(value, domain, hidesZero);
  assert.deepEqual(
    [-5, 0, 9.9, 10, 69, 70, 1e9].map(each => level(each)),
    [1, 1, 1, 2, 7, 7, 7],
  );
  assert.deepEqual(
    [level(undefined), level(Number.NaN), level(0, true), level(1, true)],
    [undefined, undefined, undefined, 1],
  );
  assert.equal(level(Number.POSITIVE_INFINITY), 7);
});
