import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PanelDefinition } from './definition.ts';
import type { PanelSeries, PanelView } from './panel.ts';
import { panelTable } from './panel-table.ts';

const NOW_MS = Date.UTC(2026, 5, 1, 12);
const placed = { id: 'one', title: 'A title', w: 8, h: 6 };
const shows = { ...placed, queries: [{ expr: 'temperature' }] };

function series(name: string, values: PanelSeries['values'], unit: string): PanelSeries {
  const extremes = { min: 1, max: 4, maxAtMs: NOW_MS - 2000 };
  return { key: name, name, unit, value: 3, atMs: NOW_MS, intervalMs: 1000, values, extremes };
}

const view: PanelView = {
  nowMs: NOW_MS,
  grid: { fromMs: NOW_MS - 3000, stepMs: 1000, count: 4 },
  timeZone: 'UTC',
  queries: [[series('attic', [1, undefined, 4, 3], '°C')], [series('fan', [undefined, undefined, 2, 3], 'V')]],
  ...{ note: undefined, limit: undefined, events: [], image: undefined, job: undefined, boards: [], memory: {} },
  lines: [
    { seq: 1, atMs: NOW_MS, stream: 'app', level: 'warn', text: 'slow', fields: { ms: '20', at: '/x' } },
    { seq: 2, atMs: NOW_MS, stream: 'app', level: 'info', text: '', fields: {} },
  ],
};

test('a kind that shows a past has a moment a row and a series a column, and leaves out moments without a value', () => {
  assert.deepEqual(panelTable({ ...shows, kind: 'line' }, view), {
    columns: [
      { label: 'time', unit: 'unix-ms' },
      { label: 'attic', unit: '°C' },
      { label: 'fan', unit: 'V' },
    ],
    rows: [
      [NOW_MS - 3000, 1, undefined],
      [NOW_MS - 1000, 4, 2],
      [NOW_MS, 3, 3],
    ],
  });
});

test('a kind that shows how it is now has a series a row, each with its unit', () => {
  for (const kind of ['stat', 'gauge', 'table'] as const) {
    const { columns, rows } = panelTable({ ...shows, kind }, view);
    assert.deepEqual(
      columns.map(({ label }) => label),
      ['series', 'now', 'unit', 'lowest', 'highest', 'highest at', 'heard at'],
    );
    assert.deepEqual(rows[1], ['fan', 3, 'V', 1, 4, NOW_MS - 2000, NOW_MS]);
    assert.equal(rows.length, 2);
  }
});

test('lines of a log keep their fields', () => {
  assert.deepEqual(panelTable({ ...placed, kind: 'log', stream: 'app' }, view).rows, [
    [NOW_MS, 'warn', 'slow', 'ms=20 at=/x'],
    [NOW_MS, 'info', '', ''],
  ]);
});

test('where there is nothing yet, there are neither rows nor columns', () => {
  const nothing: PanelDefinition[] = [
    { ...shows, kind: 'line' },
    { ...placed, kind: 'job', name: 'nightly' },
    { ...placed, kind: 'image', name: 'door' },
  ];
  for (const definition of nothing)
    assert.deepEqual(panelTable(definition, { ...view, queries: [[]] }), { columns: [], rows: [] });
});
