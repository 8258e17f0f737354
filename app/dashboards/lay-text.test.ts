import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideEachOther, textRows } from './lay-text.ts';

const panels = (...widths: number[]) => widths.map((w, id) => ({ id, definition: { w } }));
const rowsOf = (columns: number, ...widths: number[]) =>
  textRows(panels(...widths), columns).map(row => row.panels.map(({ id }) => id));

test('panels of one row of the page stand side by side where a terminal is wide enough', () => {
  assert.deepEqual(rowsOf(80, 12, 12, 24), [[0], [1], [2]]);
  assert.deepEqual(rowsOf(94, 12, 12, 24), [[0, 1], [2]]);
  assert.deepEqual(rowsOf(160, 6, 6, 6, 6), [[0, 1, 2], [3]]);
  assert.deepEqual(rowsOf(240, 6, 6, 6, 6, 24), [[0, 1, 2, 3], [4]]);
  assert.deepEqual(rowsOf(240, 14, 12), [[0], [1]]);
});

test('each is as wide as its share, and none is wider than the terminal', () => {
  for (let columns = 40; columns <= 240; columns++)
    for (const row of textRows(panels(6, 6, 6, 6, 12, 12), columns)) {
      const width = row.columns * row.panels.length + 2 * (row.panels.length - 1);
      assert.ok(width <= columns && row.columns >= 40, `${columns}: ${width}`);
    }
});

test('texts beside each other keep their columns, whatever colours they have', () => {
  const texts = [
    ['\u001b[1mab\u001b[0m', 'c'],
    ['x', 'y', 'z'],
  ];
  assert.deepEqual(besideEachOther(texts, 4), ['\u001b[1mab\u001b[0m    x', 'c     y', '      z']);
});
