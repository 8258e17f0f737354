import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrapText } from './wrap-text.ts';

test('lines are broken between words, and a word that is too long is cut', () => {
  assert.deepEqual(wrapText('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrapText('a abcdefgh b', 4), ['a', 'abc…', 'b']);
  assert.deepEqual(wrapText('', 4), ['']);
});
