import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarizeChunk } from './chunk-stats.ts';

const { NaN: nan } = Number;

function summarize(...values: number[]) {
  return summarizeChunk(
    Float64Array.from(values, (_, at) => 1000 + at),
    Float64Array.from(values),
  );
}

test('says where the points begin and end, and what lies between', () => {
  assert.deepEqual(summarize(3, -1, 7.5, 2), {
    count: 4,
    firstMs: 1000,
    lastMs: 1003,
    first: 3,
    last: 2,
    min: -1,
    max: 7.5,
    sum: 11.5,
  });
});

test('NaN is counted, and left out of min, max and sum', () => {
  const { count, first, last, min, max, sum } = summarize(nan, 5, nan, -5, 1, nan);
  assert.deepEqual({ count, first, last, min, max, sum }, { count: 6, first: nan, last: nan, min: -5, max: 5, sum: 1 });
});

test('of NaN alone min and max are NaN, and the sum is 0', () => {
  const { count, min, max, sum } = summarize(nan, nan);
  assert.deepEqual({ count, min, max, sum }, { count: 2, min: nan, max: nan, sum: 0 });
});

test('infinities count; both of them have no sum', () => {
  const { min, max, sum } = summarize(1, Infinity, -Infinity);
  assert.deepEqual({ min, max, sum }, { min: -Infinity, max: Infinity, sum: nan });
  assert.equal(summarize(1, Infinity).sum, Infinity);
});

test('looks at the first points only if told to', () => {
  const { count, lastMs, last, max } = summarizeChunk(Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6), 2);
  assert.deepEqual({ count, lastMs, last, max }, { count: 2, lastMs: 2, last: 5, max: 5 });
});

test('no points, or more than there are, are refused', () => {
  const one = Float64Array.of(1);
  for (const count of [0, 2, nan]) assert.throws(() => summarizeChunk(one, one, count), RangeError);
});
