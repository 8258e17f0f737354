import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draft } from '../../events/testing/temp-events.ts';
import { chartMarks } from './chart-marks.ts';

const grid = { fromMs: 1000, stepMs: 10, count: 101 };
const at = (atMs: number, title: string) => ({ ...draft('t', '', { atMs, title }), seq: 1, id: 'x', sequence: 'x' });

test('each event of the range is a pennant, the newest at the end, and words stand only where there is room', () => {
  const events = [at(900, 'before'), at(1050, 'at the axis'), at(1300, 'one'), at(1800, 'two'), at(2015, 'just now')];
  assert.deepEqual(chartMarks(events, grid), [
    { atMs: 1050, text: '' },
    { atMs: 1300, text: 'one' },
    { atMs: 1800, text: '' },
    { atMs: 2000, text: 'just now' },
  ]);
});

test('long words are cut', () => {
  assert.equal(chartMarks([at(1500, 'a title that\nnever seems to end')], grid)[0]!.text, 'a title that never seem…');
});
