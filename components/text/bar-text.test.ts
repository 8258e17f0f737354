import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barText } from './bar-text.ts';
import { readingLine } from './reading-line.ts';
import { columnsOf, terminalText } from './terminal-text.ts';

test('a share is a bar to an eighth of a column, and never longer than its place', () => {
  assert.deepEqual(
    [0, 0.5, 1, 7, -1, Number.NaN].map(share => barText(share, 4)),
    ['····', '██··', '████', '████', '····', '····'],
  );
  assert.equal(barText(0.53125, 4), '██▏·');
});

test('a reading fits the width, and says its name, value and age on the narrowest', () => {
  const reading = { name: 'temperature', value: 21.4, unit: '°C', atMs: 0, intervalMs: undefined, nowMs: 5_000 };
  for (let columns = 40; columns <= 240; columns++) {
    const line = readingLine(
      { ...reading, values: Array.from({ length: 300 }, (_, i) => i) },
      terminalText(false, columns),
    );
    assert.ok(columnsOf(line) <= columns, `${columns}: ${line}`);
    assert.match(line, /^temp.*21\.4.°C +5.s/);
  }
});
