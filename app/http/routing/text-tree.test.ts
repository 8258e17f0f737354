import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextTree } from './text-tree.ts';

test('finds, of texts that begin alike, the one that stands there, whatever the order in which they came', () => {
  const texts = ['area', 'area-1', 'area-10', 'area-2', 'arena', 'a', 'b', 'café', '.well-known'];
  for (const order of [texts, texts.toReversed(), texts.toSorted()]) {
    const tree = new TextTree<number>();
    for (const text of order) tree.add(text, text.length);
    for (const text of texts) {
      assert.deepEqual(tree.find(`/${text}/more`, 1), { text, value: text.length });
      assert.deepEqual(tree.find(text, 0), { text, value: text.length });
    }
    for (const text of ['', 'c', 'x', 'caf', '.well']) assert.equal(tree.find(text, 0), undefined, text);
  }
});
