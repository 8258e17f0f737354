import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainSelector } from './plain-selector.ts';

test('an expression that only names series of one metric is a selector, with its patterns', () => {
  assert.deepEqual(plainSelector('temperature{room="attic"}'), { metrics: ['temperature'], labels: { room: 'attic' } });
  assert.deepEqual(plainSelector('temperature{room=~"attic|hall",floor!="2"}'), {
    matchers: [
      { label: '__name__', op: '=', value: 'temperature' },
      { label: 'room', op: '=~', value: 'attic|hall' },
      { label: 'floor', op: '!=', value: '2' },
    ],
  });
});

test('what is more than that is not one', () => {
  const more = [
    'sum(temperature)',
    '(temperature)',
    'temperature offset 5m',
    'temperature{room=~"a"} @ 1700000000',
    'temperature{room=~"a"}[5m]',
    '{__name__=~"temp.*"}',
    '{room=~"attic"}',
    '42',
    'temperature{room=~"("}',
    'temperature{room=~"(a+)+b(?=c)"}',
    'temperature{room=',
  ];
  for (const expr of more) assert.equal(plainSelector(expr), undefined, expr);
});
