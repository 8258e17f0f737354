import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnsiText, ansiPieces } from './ansi-text.tsx';

test('colours become classes, everything else that a terminal obeys goes', () => {
  const text =
    '\u001b]0;title\u0007\u001b[1;31mred\u001b[22m plain \u001b[38;5;2mgreen\u001b[38;2;1;2;3mrgb\u001b[2K\u001b[0mend';
  assert.deepEqual(ansiPieces(text), [
    { text: 'red', classes: ['ansi-red', 'ansi-bold'] },
    { text: ' plain ', classes: ['ansi-red'] },
    { text: 'green', classes: ['ansi-green'] },
    { text: 'rgb', classes: [] },
    { text: 'end', classes: [] },
  ]);
});

test('what is between the colours is text', () => {
  assert.equal(
    String(<AnsiText text={'\u001b[31m<b>&\u001b[m"'} />),
    '<span class="ansi-red">&lt;b&gt;&amp;</span>&quot;',
  );
  assert.equal(String(<AnsiText text="a <i>" />), 'a &lt;i&gt;');
});

test('no escape is left, whatever comes', () => {
  for (const text of [
    '\u001b',
    '\u001b[',
    '\u001b[31',
    '\u001b[99;;;m\u001b[38m',
    '\u001b[38;5;999mx',
    '\u001b]never ends',
  ])
    for (const { classes } of ansiPieces(text))
      assert.ok(
        classes.every(name => /^ansi-[a-z]+$/.test(name)),
        text,
      );
});
