import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveAnswer } from '../incremental/live-answer.ts';
import { LiveMirror } from './live-mirror.ts';

interface Told {
  readonly start: number;
  readonly changedFrom: number;
  /** For each line its values from `changedFrom` on; undefined where there is none. */
  readonly lines: Readonly<Record<number, readonly (number | undefined)[]>>;
  readonly labels?: Readonly<Record<number, string>>;
}

const COUNT = 4;

/** Steps of a second. */
function answer({ start, changedFrom, lines, labels = {} }: Told, more: Partial<LiveAnswer> = {}): LiveAnswer {
  const all = Object.values(lines).flat();
  return {
    steps: { startMs: start * 1000, stepMs: 1000, count: COUNT },
    changedFromStep: changedFrom,
    columns: {
      lines: Uint32Array.from(Object.keys(lines), Number),
      labels: new Map(Object.entries(labels).map(([id, of]) => [Number(id), { of }])),
      values: Float64Array.from(all, value => value ?? 0),
      present: Uint8Array.from(all, value => (value === undefined ? 0 : 1)),
    },
    ...{ seldom: undefined, waiting: undefined, error: undefined },
    ...more,
  };
}

/** Each line as it is shown. */
function shown({ lines }: LiveMirror) {
  const valuesOf = (values: Float64Array, present: Uint8Array) =>
    Array.from(values, (value, step) => (present[step] === 1 ? value : undefined));
  return Object.fromEntries(lines.map(({ labels, values, present }) => [labels.of, valuesOf(values, present)]));
}

const FIRST = answer({ start: 10, changedFrom: 0, lines: { 7: [1, 2, undefined, 4] }, labels: { 7: 'a' } });

test('what was told of earlier steps stays, and moves to the left with time', () => {
  const mirror = new LiveMirror();
  mirror.apply(FIRST);
  mirror.apply(answer({ start: 11, changedFrom: 3, lines: { 7: [5] } }));
  assert.deepEqual(shown(mirror), { a: [2, undefined, 4, 5] });
  assert.equal(mirror.steps.startMs, 11_000);
  mirror.apply(answer({ start: 11, changedFrom: 2, lines: { 7: [40, 50] } }));
  assert.deepEqual(shown(mirror), { a: [2, undefined, 40, 50] });
});

test('a line that comes later has no past, one that is not named any more goes', () => {
  const mirror = new LiveMirror();
  mirror.apply(FIRST);
  mirror.apply(answer({ start: 11, changedFrom: 3, lines: { 7: [5], 8: [6] }, labels: { 8: 'b' } }));
  assert.deepEqual(shown(mirror), { a: [2, undefined, 4, 5], b: [undefined, undefined, undefined, 6] });
  mirror.apply(answer({ start: 12, changedFrom: 3, lines: { 8: [7] } }));
  assert.deepEqual(shown(mirror), { b: [undefined, undefined, 6, 7] });
});

test('after a pause longer than the range nothing of before is left', () => {
  const mirror = new LiveMirror();
  mirror.apply(FIRST);
  mirror.apply(answer({ start: 100, changedFrom: 0, lines: { 7: [1, 1, 1, 1] } }));
  assert.deepEqual(shown(mirror), { a: [1, 1, 1, 1] });
});

test('while it is begun anew, and where it cannot be answered, the result of before stays with a note', () => {
  const mirror = new LiveMirror();
  mirror.apply(FIRST);
  const before = shown(mirror);
  mirror.apply({ ...FIRST, steps: { startMs: 0, stepMs: 1000, count: 0 }, seldom: 'It is evaluated seldom.' });
  assert.deepEqual([shown(mirror), mirror.note], [before, 'It is evaluated seldom.']);
  mirror.fail('Too much.');
  assert.deepEqual([shown(mirror), mirror.note], [before, 'Too much.']);
  mirror.apply(FIRST);
  assert.equal(mirror.note, undefined);
});
