import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstChange } from './first-change.ts';
import type { ShownResult } from './promql.ts';

/** A result from `startMs` on, each step a second; null: there is no value. */
function shown(startMs: number, lines: Readonly<Record<string, readonly (number | null)[]>>): ShownResult {
  const all = Object.entries(lines).map(([name, values]) => ({
    labels: { name },
    values: Float64Array.from(values, value => value ?? 0),
    present: Uint8Array.from(values, value => Number(value !== null)),
  }));
  const count = Object.values(lines)[0]?.length ?? 0;
  return { steps: { startMs, stepMs: 1000, count }, lines: all, leftOut: 0, note: undefined };
}

test('a result that moved on by a step changed at its last one', () => {
  assert.equal(firstChange(shown(0, { a: [1, 2, 3] }), shown(1000, { a: [2, 3, 4] })), 2);
  assert.equal(firstChange(shown(0, { a: [1, 2, 3] }), shown(0, { a: [1, 2, 3] })), 3);
});

test('the first step that says something else counts, of whichever line', () => {
  const before = shown(0, { a: [1, 2, 3], b: [1, null, 3] });
  assert.equal(firstChange(before, shown(0, { a: [1, 2, 4], b: [1, 2, 3] })), 1);
  assert.equal(firstChange(before, shown(0, { b: [1, null, 3], a: [1, 2, 4] })), 2, 'in any order of lines');
  assert.equal(firstChange(shown(0, { a: [Number.NaN, 1] }), shown(0, { a: [Number.NaN, 2] })), 1);
});

test('all is new where a line came or went, the steps are others or nothing is left of before', () => {
  const before = shown(0, { a: [1, 2, 3] });
  assert.equal(firstChange(before, shown(0, { a: [1, 2, 3], b: [1, 2, 3] })), 0);
  assert.equal(firstChange(before, shown(0, { b: [1, 2, 3] })), 0);
  assert.equal(firstChange(before, shown(3000, { a: [1, 2, 3] })), 0);
  assert.equal(firstChange(before, shown(-1000, { a: [1, 2, 3] })), 0);
});
