import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNewSeriesLimit } from './new-series-limit.ts';

test('gives as many places as the limit says within any minute', () => {
  const limit = createNewSeriesLimit(3);
  assert.deepEqual(
    [0, 30_000, 59_000, 59_999, 60_000, 60_001, 90_000, 119_999].map(atMs => limit.take(atMs)),
    [true, true, true, false, true, false, true, true],
  );
});

test('does not stay closed when the clock is set back', () => {
  const limit = createNewSeriesLimit(1);
  assert.equal(limit.take(86_400_000), true);
  assert.equal(limit.take(0), true);
  assert.equal(limit.take(1000), false);
});

test('each sender has places of its own', () => {
  const limit = createNewSeriesLimit(1);
  assert.deepEqual(
    ['a', 'b', 'a', 'b', undefined, undefined].map(sender => limit.take(0, sender)),
    [true, true, false, false, true, false],
  );
});

test('a great many senders share places, so that they fill no memory; who has been quiet makes room', () => {
  const limit = createNewSeriesLimit(1);
  for (let i = 0; i < 1000; i++) assert.equal(limit.take(0, `sender ${i}`), true);
  assert.equal(limit.take(0, 'one more'), true);
  assert.equal(limit.take(0, 'another'), false, 'the shared place is taken');
  assert.equal(limit.take(60_000, 'another'), true);
  assert.equal(limit.take(60_000, 'a third'), true, 'in the place of a quiet one');
  assert.equal(limit.take(60_000, 'another'), false);
});
