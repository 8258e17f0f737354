import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabelIndex, MAX_IDS } from './label-index.ts';
import type { LabelMatcher } from './label-matcher.ts';
import { LabelPatternError } from './label-pattern-error.ts';

const SERIES: readonly Parameters<LabelIndex['add']>[] = [
  [1, 'cpu', { host: 'web-1', mode: 'idle' }],
  [2, 'cpu', { host: 'web-2', mode: 'user' }],
  [3, 'cpu', { host: 'db-1', mode: 'idle' }],
  [4, 'load', { host: 'web-1' }],
  [5, 'load', {}],
];

test('without a matcher every series matches', () => {
  assert.deepEqual(found(), [1, 2, 3, 4, 5]);
});

test('every matcher must hold', () => {
  assert.deepEqual(found('__name__ = cpu', 'host =~ web-.*', 'mode != user'), [1]);
  assert.deepEqual(found('host =~ web-.*', 'host !~ .*2'), [1, 4], 'two of one label');
  assert.deepEqual(found('host = web-1', 'host = web-2'), []);
});

test('a label that is absent equals the empty text', () => {
  assert.deepEqual(found('mode = '), [4, 5]);
  assert.deepEqual(found('mode != '), [1, 2, 3]);
  assert.deepEqual(found('mode != idle'), [2, 4, 5]);
  assert.deepEqual(found('mode =~ user|'), [2, 4, 5]);
  assert.deepEqual(found('mode =~ .*'), [1, 2, 3, 4, 5]);
  assert.deepEqual(found('mode =~ .+'), [1, 2, 3]);
  assert.deepEqual(found('mode !~ .+'), [4, 5]);
  assert.deepEqual(found('mode !~ i.*'), [2, 4, 5]);
});

test('a label that no series carries is absent from all', () => {
  assert.deepEqual(found('never = '), [1, 2, 3, 4, 5]);
  assert.deepEqual(found('never != x'), [1, 2, 3, 4, 5]);
  assert.deepEqual(found('never = x'), []);
  assert.deepEqual(found('constructor = '), [1, 2, 3, 4, 5]);
});

test('a label with an empty value is no label', () => {
  const index = new LabelIndex();
  index.add(0, '', { host: '' });
  assert.deepEqual([index.labelNames(), index.labelValues('host')], [[], []]);
  assert.deepEqual(Array.from(index.match([{ label: 'host', op: '=', value: '' }])), [0]);
  index.remove(0, '', { host: '' });
  assert.equal(index.match([]).length, 0);
});

test('an expression matches the whole value, alternatives too', () => {
  assert.deepEqual(found('host =~ web'), []);
  assert.deepEqual(found('host =~ db|web-[12]'), [1, 2, 4]);
});

test('a wrong expression is refused even where nothing is left to match', () => {
  assert.throws(() => found('__name__ = nothing', 'host =~ ('), LabelPatternError);
});

test('names and values are those that occur, sorted', () => {
  const index = filled();
  assert.deepEqual(index.labelNames(), ['__name__', 'host', 'mode']);
  assert.deepEqual(index.labelValues('host'), ['db-1', 'web-1', 'web-2']);
  index.remove(...SERIES[2]!);
  assert.deepEqual(index.labelValues('host'), ['web-1', 'web-2']);
  assert.deepEqual(index.labelValues('never'), []);
});

test('the metric is the only label of its name', () => {
  const index = new LabelIndex();
  index.add(0, 'cpu', { __name__: 'other' });
  assert.deepEqual(index.labelValues('__name__'), ['cpu']);
});

test('an id is free again after its series is removed, and taken until then', () => {
  const index = filled();
  assert.throws(() => index.add(1, 'other', {}), /Series 1 is there already/);
  index.remove(...SERIES[0]!);
  index.add(1, 'other', {});
  assert.deepEqual(Array.from(index.match([{ label: '__name__', op: '=', value: 'other' }])), [1]);
});

test('a series that is not there is removed without a word, one with other labels is not', () => {
  const index = filled();
  index.remove(99, 'cpu', {});
  assert.throws(() => index.remove(1, 'cpu', { host: 'web-2', mode: 'idle' }), /was not added with host="web-2"/);
  assert.deepEqual(Array.from(index.match([])), [1, 2, 3, 4, 5]);
  assert.deepEqual(Array.from(index.match([{ label: 'mode', op: '=', value: 'idle' }])), [1, 3], 'nothing was changed');
});

test('ids that are no small whole numbers are refused', () => {
  for (const id of [-1, 0.5, Number.NaN, MAX_IDS]) assert.throws(() => new LabelIndex().add(id, 'cpu', {}), RangeError);
  const index = new LabelIndex();
  index.add(MAX_IDS - 1, 'cpu', {});
  assert.deepEqual(Array.from(index.match([])), [MAX_IDS - 1]);
});

function filled(): LabelIndex {
  const index = new LabelIndex();
  for (const series of SERIES) index.add(...series);
  return index;
}

/** Matchers as `label op value`. */
function found(...matchers: string[]): number[] {
  return Array.from(filled().match(matchers.map(toMatcher)));
}

function toMatcher(text: string): LabelMatcher {
  const [, label, op, value] = /^(\S+) (\S+) (.*)$/.exec(text)!;
  return { label: label!, op: op as LabelMatcher['op'], value: value! };
}
