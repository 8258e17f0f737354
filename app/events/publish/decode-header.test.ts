import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHeader } from './decode-header.ts';

test('words that are encoded are read, and the blanks between two of them are left out', () => {
  assert.equal(decodeHeader('=?UTF-8?B?w7w=?= =?utf-8?q?_b=C3=A4r?= x'), 'ü bär x');
  assert.equal(decodeHeader('a =?none?q?b?= c'), 'a =?none?q?b?= c');
});

test('a word full of blanks is read at once', () => {
  const began = performance.now();
  assert.equal(decodeHeader(`=?utf-8?q?a${'\v'.repeat(200_000)}b?=`).length, 200_002);
  assert.ok(performance.now() - began < 2000);
});
