import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSeriesWindow } from './window.ts';

const GRID = { stepMs: 1000, count: 4 };
const series = { key: 'x', metric: 'x', labels: {}, createdMs: 0 };

test('shows the mean of each bucket and a gap where there was no reading', () => {
  const window = createSeriesWindow(GRID);
  window.add(10_100, 1);
  window.add(10_900, 3);
  window.add(12_000, 5);
  assert.deepEqual(window.means(12_500), [undefined, 2, undefined, 5]);
});

test('moves with time and forgets what left the window', () => {
  const window = createSeriesWindow(GRID);
  window.add(10_000, 1);
  window.add(14_000, 2);
  assert.deepEqual(window.means(14_000), [undefined, undefined, undefined, 2]);
  assert.deepEqual(window.means(20_000), [undefined, undefined, undefined, undefined]);
});

test('a reading older than the window changes nothing', () => {
  const window = createSeriesWindow(GRID);
  window.add(20_000, 1);
  window.add(15_000, 9);
  window.add(10_000, 9);
  assert.deepEqual(window.means(20_000), [undefined, undefined, undefined, 1]);
});

test('of two readings with the same time the later one counts', () => {
  const window = createSeriesWindow(GRID);
  window.add(10_000, 1);
  window.add(10_500, 4);
  window.add(10_500, 6);
  assert.deepEqual(window.means(10_500).at(-1), (1 + 6) / 2);
});

test('what the store answered and what came since are one series', () => {
  const window = createSeriesWindow(GRID);
  const numbers = (...values: number[]) => Float64Array.from(values);
  window.fill(9000, {
    ...series,
    index: Int32Array.from([0, 2]),
    count: Int32Array.from([1, 2]),
    sum: numbers(7, 10),
    min: numbers(7, 4),
    max: numbers(7, 6),
    last: numbers(7, 6),
  });
  window.add(11_900, 8);
  window.add(12_000, 1);
  assert.deepEqual(window.means(12_000), [7, undefined, 6, 1]);
});

test('knows the lowest and highest reading, which no mean shows', () => {
  const window = createSeriesWindow(GRID);
  assert.equal(window.extremes(10_000), undefined);
  window.fill(9000, {
    ...series,
    index: Int32Array.from([0]),
    count: Int32Array.from([2]),
    sum: Float64Array.from([10]),
    min: Float64Array.from([1]),
    max: Float64Array.from([9]),
    last: Float64Array.from([1]),
  });
  window.add(11_100, 3);
  window.add(11_200, 12);
  assert.deepEqual(window.extremes(12_000), { min: 1, max: 12, maxAtMs: 11_000 });
  assert.deepEqual(
    window.extremes(13_000),
    { min: 3, max: 12, maxAtMs: 11_000 },
    'what left the window does not count',
  );
});
