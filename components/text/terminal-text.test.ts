import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, cutText, fitText, plainText, terminalText } from './terminal-text.ts';

test('foreign text keeps nothing that a terminal obeys', () => {
  for (const [hostile, harmless] of [
    ['\u001b[31mred\u001b[0m', '[31mred[0m'],
    ['\u001b]0;title\u0007', ']0;title'],
    ['\u009b2J', '2J'],
    ['a\u0000b\u0008\u007fc', 'abc'],
    ['two\r\nlines\tand\u2028more', 'two lines and more'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['\u2066isolated\u2069\u200f', 'isolated'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['tag\u{e0041}', 'tag'],
    ['half \ud83d', 'half \ufffd'],
    ['attic 21.4\u00a0°C · 世 é 🌡', 'attic 21.4 °C · 世 é 🌡'],
  ] as const) {
    assert.equal(plainText(hostile), harmless);
    assert.equal(terminalText(true).plain(hostile), harmless);
  }
});

test('styles are escapes that end themselves, and nothing where they cannot be shown', () => {
  assert.equal(terminalText(true).bold('x'), '\u001b[1mx\u001b[0m');
  assert.equal(terminalText(true).alert('x'), '\u001b[31mx\u001b[0m');
  assert.equal(terminalText(true).dim(''), '');
  const { bold, dim, warn, alert } = terminalText(false);
  assert.deepEqual(
    [bold, dim, warn, alert].map(style => style('x')),
    ['x', 'x', 'x', 'x'],
  );
});

test('counts columns as terminals do', () => {
  for (const [text, columns] of [
    ['', 0],
    ['abc', 3],
    ['世界', 4],
    ['e\u0301', 1],
    ['👩‍🚀', 2],
    ['▁▂█', 3],
    ['21.4\u00a0°C', 7],
  ] as const) {
    assert.equal(columnsOf(text), columns, text);
  }
});

test('fits text into columns: cut with an ellipsis, or filled up on either side', () => {
  assert.equal(fitText('abc', 5), 'abc  ');
  assert.equal(fitText('abc', 5, 'end'), '  abc');
  assert.equal(fitText('abcdef', 4), 'abc…');
  assert.equal(fitText('世界世界', 4), '世… ');
  assert.equal(cutText('abc', 3), 'abc');
  assert.equal(cutText('abc', 0), '');
});
