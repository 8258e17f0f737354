import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameSeries } from './series-names.ts';

const kitchen = { metric: 'temperature', labels: { room: 'kitchen', floor: '1' } };
const attic = { metric: 'temperature', labels: { room: 'attic', floor: '1' } };

test('series are called by the labels in which they differ', () => {
  assert.deepEqual(nameSeries([kitchen, attic], undefined), ['kitchen', 'attic']);
});

test('a series alone is called by its metric', () => {
  assert.deepEqual(nameSeries([kitchen], undefined), ['temperature']);
});

test('a legend is filled with labels; one that is not there is empty', () => {
  assert.deepEqual(nameSeries([kitchen], '{{room}} on {{ floor }}{{gone}}'), ['kitchen on 1']);
});
