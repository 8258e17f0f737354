import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { chartSides } from '../chart/chart-sides.ts';
import { braillePlot } from './braille-plot.ts';
import { chartText } from './chart-text.ts';
import { terminalFrame } from './terminal-frame.ts';
import { columnsOf, terminalText } from './terminal-text.ts';

const drawn = (lines: Parameters<typeof braillePlot>[0], columns: number, rows: number) =>
  braillePlot(lines, { columns, rows }).map(row => row.map(({ sign }) => sign).join(''));

test('a line is drawn in dots from its foot to its top, joined where it is steep', () => {
  assert.deepEqual(drawn([[0, 0, 0, 0]], 2, 1), ['⣀⣀']);
  assert.deepEqual(drawn([[1, 1, 1, 1]], 2, 1), ['⠉⠉']);
  assert.deepEqual(drawn([[0, 1]], 1, 1), ['⡸']);
  assert.deepEqual(drawn([[0, 1]], 1, 2), ['⢸', '⡸']);
});

test('a gap stays a gap, and what is beyond the axis lies on its edge', () => {
  assert.deepEqual(drawn([[0, 0, undefined, undefined, 0, 0]], 3, 1), ['⣀ ⣀']);
  assert.deepEqual(drawn([[7, 7, -7, Number.NaN]], 2, 1), ['⠉⡆']);
});

test('each sign belongs to the line that was drawn there last', () => {
  const [row] = braillePlot(
    [
      [0, 0, 0, 0],
      [undefined, undefined, 1, 1],
    ],
    { columns: 2, rows: 1 },
  );
  assert.deepEqual(
    row!.map(({ line }) => line),
    [0, 1],
  );
});

const GRID = { fromMs: Date.UTC(2026, 5, 1, 12), stepMs: 1000, count: 61 };
const rising = (factor: number) => Array.from({ length: GRID.count }, (_, at) => at * factor);
const sidesOf = (series: Parameters<typeof chartSides>[0]['series']) =>
  chartSides({ series, count: GRID.count, unit: '°C' }).filter(side => side !== undefined);

test('a chart has the values of its axis at its left, times below, and fits the width', () => {
  const sides = sidesOf([{ name: 'a', values: rising(1) }]);
  for (let columns = 40; columns <= 240; columns += 7) {
    const lines = chartText({ sides, grid: GRID, timeZone: 'UTC', rows: 7 }, terminalText(false, columns));
    assert.match(lines[0]!, /^60 °C┤ +\S+$/);
    assert.match(lines.at(-2)!, /^ 0 °C┤⣀/);
    assert.match(lines.at(-1)!, /^ {5}└12:00 ─+ 12:01$/);
    for (const line of lines) assert.ok(columnsOf(line) <= columns, `${columns}: ${line}`);
  }
});

test('series of another unit are read at the right', () => {
  const sides = sidesOf([
    { name: 'a', values: rising(1) },
    { name: 'b', values: rising(2), unit: 'hPa', axis: 'right' },
  ]);
  const lines = chartText({ sides, grid: GRID, timeZone: 'UTC', rows: 7 }, terminalText(false, 80));
  assert.match(lines[0]!, /^60 °C┤.*├\d+ hPa$/);
});

test('colours tell lines apart, and nothing else changes', () => {
  const sides = sidesOf([
    { name: 'a', values: rising(1) },
    { name: 'b', values: rising(0.2) },
  ]);
  const [plain, coloured] = [false, true].map(ansi =>
    chartText({ sides, grid: GRID, timeZone: 'UTC', rows: 7 }, terminalText(ansi, 80)).join('\n'),
  );
  assert.equal(stripVTControlCharacters(coloured!), plain);
  for (const colour of ['38;5;32m', '38;5;172m']) assert.ok(coloured!.includes(colour));
});

test('a frame is drawn over the one before, and never rolls the terminal', () => {
  const first = terminalFrame('one\ntwo\n', { rows: 24, isFirst: true });
  assert.equal(first, '\u001b[?2026h\u001b[H\u001b[2Jone\u001b[K\r\ntwo\u001b[K\u001b[J\u001b[?2026l');
  const next = terminalFrame('1\n2\n3\n4\n5\n', { rows: 3, isFirst: false });
  assert.ok(!next.includes('\u001b[2J'));
  assert.deepEqual(stripVTControlCharacters(next).split('\r\n').length, 3);
  assert.match(stripVTControlCharacters(next), /^1\r\n2\r\n3 lines more/);
});
