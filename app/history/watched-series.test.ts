import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGrowingSeries, type Newest } from './watched-series.ts';

const GRID = { stepMs: 1000, count: 10 };

test('the newest reading is the one of the latest moment, and of equal moments the last one sent', () => {
  const series = grow();
  assert.deepEqual([series.atMs, series.value], [Number.NEGATIVE_INFINITY, Number.NaN], 'none so far');
  for (const [atMs, value] of [
    [5000, 1],
    [4000, 2],
    [6000, 3],
    [6000, 4],
    [5500, 5],
  ] as const) {
    series.add({ atMs, value });
  }
  assert.deepEqual([series.atMs, series.value], [6000, 4]);
  assert.deepEqual(series.window.means(6000).slice(-3), [2, 3, 4], 'late ones are in the past all the same');
});

test('goes on from what the store knew', () => {
  const series = grow({ atMs: 5000, value: 1, intervalMs: 700 });
  series.add({ atMs: 4000, value: 2 });
  assert.deepEqual([series.atMs, series.value, series.intervalMs], [5000, 1, 700]);
});

test('learns how often readings come, and one pause or one burst does not change it', () => {
  const series = grow();
  const seen = [1000, 2000, 3000, 4000, 4001, 90_000, 91_000, 91_500].map(atMs => {
    series.add({ atMs, value: 1 });
    return series.intervalMs;
  });
  assert.deepEqual(seen, [undefined, undefined, 1000, 1000, 1000, 1000, 1000, 1000]);
  for (let i = 1; i <= 3; i++) series.add({ atMs: 91_500 + 10 * i, value: 1 });
  assert.equal(series.intervalMs, 10, 'a new rhythm');
});

test('the last unit that was sent counts, and none sent is no change', () => {
  const series = grow();
  series.add({ atMs: 1000, value: 1, unit: '°C' });
  series.add({ atMs: 2000, value: 1 });
  assert.equal(series.unit, '°C');
  series.add({ atMs: 500, value: 1, unit: 'K' });
  assert.equal(series.unit, 'K');
});

function grow(newest: Newest = {}) {
  return createGrowingSeries({ key: 'x', metric: 'x', labels: {}, createdMs: 0 }, newest, GRID);
}
