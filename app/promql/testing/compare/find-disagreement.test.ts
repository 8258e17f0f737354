import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from './ask-over-http.ts';
import { findDisagreement } from './find-disagreement.ts';

function answer(...values: readonly (readonly [host: string, value: number])[]): Answer {
  const series = values.map(([host, value]) => ({ labels: { host }, times: [500], values: [value] }));
  return { kind: 'answered', shape: 'vector', series };
}

const refusal: Answer = { kind: 'refused', why: 'it makes no sense' };

test('answers agree up to rounding errors, in any order', () => {
  const a = answer(['a', 1], ['b', Number.NaN]);
  assert.equal(findDisagreement(a, answer(['b', Number.NaN], ['a', 1 + 1e-10]), false), undefined);
  assert.equal(findDisagreement(refusal, { kind: 'refused', why: 'otherwise' }, false), undefined);
});

test('another value, series, moment, shape, order or refusal is found', () => {
  const a = answer(['a', 1], ['b', 2]);
  const [first, second] = a.kind === 'answered' ? a.series : [];
  const other: readonly [Answer, boolean][] = [
    [answer(['a', 1 + 1e-8], ['b', 2]), false],
    [answer(['a', Number.NaN], ['b', 2]), false],
    [answer(['a', 1]), false],
    [answer(['a', 1], ['c', 2]), false],
    [answer(['b', 2], ['a', 1]), true],
    [refusal, false],
    [{ kind: 'answered', shape: 'matrix', series: [first!, second!] }, false],
    [{ kind: 'answered', shape: 'vector', series: [first!, { ...second!, times: [501] }] }, false],
  ];
  for (const [theirs, isOrdered] of other) {
    assert.ok(findDisagreement(a, theirs, isOrdered) !== undefined, JSON.stringify(theirs));
    assert.ok(findDisagreement(theirs, a, isOrdered) !== undefined, JSON.stringify(theirs));
  }
});
