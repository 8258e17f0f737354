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

test('names that are not plain stand in quotes, as Prometheus writes them, and come back as they were', () => {
  assert.equal(seriesKey('cpu.load', {}), '{"cpu.load"}');
  assert.equal(seriesKey('a', { größe: '2', b: '1' }), 'a{b="1","größe"="2"}');
  const metric = 'temperature.küche "x"\\';
  const labels = { größe: '2', 'label.x': 'a "b"\n', plain: '' };
  assert.deepEqual(parseSelector(seriesKey(metric, labels)), { metrics: [metric], labels });
  assert.deepEqual(parseSelector(' { "größe" = "2" , "cpu.load" , } '), {
    metrics: ['cpu.load'],
    labels: { größe: '2' },
  });
  assert.deepEqual(parseSelector('{"plain"}'), { metrics: ['plain'], labels: {} });
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
  'cpu.load',
  '{}',
  '{a="b"}',
  '{"a", "b"}',
  'a{"b"}',
  '{""}',
  '{"a" "b"="c"}',
]) {
  test(`"${wrong}" is answered with a sentence`, () => {
    assert.ok('problem' in parseSelector(wrong));
  });
}
