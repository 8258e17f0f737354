import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settledBlocks } from './settled-blocks.ts';

test('blocks stay where they are while the window moves on, follow each other, and leave out the newest steps', () => {
  for (let first = 1_795_000_000; first < 1_795_000_100; first++) {
    const blocks = settledBlocks(first, 300);
    assert.ok(blocks.length >= 8 && blocks.length <= 9);
    assert.ok(blocks[0]!.from >= 0 && blocks.at(-1)!.to <= 299 - 4);
    for (const [at, { number, from, to }] of blocks.entries()) {
      assert.equal(to, blocks[at + 1]?.from ?? to);
      assert.deepEqual([(first + from) % 32, ((first + from) / 32) % 100], [0, number]);
    }
  }
});

test('a short window has none', () => {
  assert.deepEqual(settledBlocks(1, 40), []);
  assert.deepEqual(settledBlocks(0, 2), []);
});
