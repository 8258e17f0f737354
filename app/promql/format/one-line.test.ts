import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneLine } from './one-line.ts';

test('breaks become spaces, and comments go, but not what looks like one in a string', () => {
  assert.equal(oneLine('sum(x) # all of them\r\n  / 2\n'), 'sum(x) / 2');
  assert.equal(oneLine('x{a="#b\\"#", c=`#\n#`}'), 'x{a="#b\\"#", c=`# #`}');
  assert.equal(oneLine(' \n '), '');
});

test('a text that is made to take long is done at once', () => {
  const began = performance.now();
  for (const piece of [' ', '\n', '\\"', '"\\', "'", '#\n']) oneLine(`x"${piece.repeat(100_000)}`);
  assert.ok(performance.now() - began < 2000);
});
