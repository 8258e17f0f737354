import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsFor, toCondition } from './label-condition.ts';
import { LabelIndex } from './label-index.ts';
import type { LabelMatcher } from './label-matcher.ts';
import { naiveFilter } from './testing/naive-filter.ts';
import { createRandomLabels } from './testing/random-labels.ts';

const LABELS = { host: 'web-1', __name__: 'other', constructor: 'x' };

const claims: [label: string, op: LabelMatcher['op'], value: string, holds: boolean][] = [
  ['__name__', '=', 'cpu', true],
  ['__name__', '!=', 'other', true],
  ['host', '=~', 'web-.*', true],
  ['host', '!~', 'web-.*', false],
  ['mode', '=', '', true],
  ['mode', '!=', '', false],
  ['constructor', '=', 'x', true],
  ['toString', '=', '', true],
];

for (const [label, op, value, holds] of claims) {
  test(`${label}${op}"${value}" ${holds ? 'holds' : 'does not hold'}`, () => {
    assert.equal(holdsFor(toCondition({ label, op, value }), 'cpu', LABELS), holds);
  });
}

test('says of one series what the filter over all of them and the index say', () => {
  const random = createRandomLabels(44);
  const series = Array.from({ length: 300 }, (_, id) => random.series(id));
  const index = new LabelIndex();
  for (const { id, metric, labels } of series) index.add(id, metric, labels);
  for (let round = 0; round < 300; round++) {
    const matchers = random.matchers();
    const conditions = matchers.map(toCondition);
    const held = series.filter(one => conditions.every(each => holdsFor(each, one.metric, one.labels)));
    const ids = held.map(({ id }) => id);
    assert.deepEqual(ids, naiveFilter(series, matchers), JSON.stringify(matchers));
    assert.deepEqual(ids, Array.from(index.find(conditions)), JSON.stringify(matchers));
  }
});
