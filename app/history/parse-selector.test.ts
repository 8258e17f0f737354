import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSelector } from './parse-selector.ts';
import { seriesKey } from './series-key.ts';

test('a bare metric selects all its series', () => {
  assert.deepEqual(parseSelector(' host_load '), { metrics: ['host_load'], labels: {} });
});

test('a series key selects exactly its own labels, whatever is in their values', () => {
  const labels = { room: 'kitchen "north"', path: 'C:\\x', note: 'two\nlines, {braces}' };
  assert.deepEqual(parseSelector(seriesKey('temperature', labels)), { metrics: ['temperature'], labels });
});

for (const wrong of [
  '',
  '21',
  'a b',
  'a{',
  'a{b}',
  'a{b=c}',
  'a{b="c" d="e"}',
  'a{b=~"c"}',
  'a{b="\\t"}',
  'a{b="c", b="d"}',
  'rate(a[5m])',
]) {
  test(`"${wrong}" is answered with a sentence`, () => {
    assert.ok('problem' in parseSelector(wrong));
  });
}
