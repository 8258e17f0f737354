import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabelSet } from './label-set.ts';

test('labels read as PromQL writes them', () => {
  const texts = [
    {},
    { __name__: 'up' },
    { job: 'a', at: '"x"' },
    { __name__: 'up', job: 'a' },
    { __name__: 'cpu.load' },
  ];
  assert.deepEqual(
    texts.map(labels => `${LabelSet.from(labels)}`),
    ['{}', 'up', '{at="\\"x\\"",job="a"}', 'up{job="a"}', '{"cpu.load"}'],
  );
});

test('an empty label is none, and the order in which labels come makes no difference', () => {
  const [a, b] = [LabelSet.from({ x: '1', y: '2', z: '' }), LabelSet.from({ y: '2', x: '1' })];
  assert.equal(a.key, b.key);
  assert.notEqual(a.key, LabelSet.from({ x: '12' }).key);
});
