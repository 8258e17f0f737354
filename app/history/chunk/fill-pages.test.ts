import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { fillPages } from './fill-pages.ts';

const PAGE_BYTES = 8_150;
const ROW_BYTES = 95;

test('chunks of all sizes fill pages, and none is lost', () => {
  const random = createRandom(5);
  const chunks = Array.from({ length: 300 }, () => ({
    packed: new Uint8Array([20, 700, 1000, 3850][random(4)]! + random(90)),
  }));
  const ordered = fillPages(chunks);
  assert.deepEqual(new Set(ordered), new Set(chunks));
  const bytes = chunks.reduce((sum, { packed }) => sum + packed.length + ROW_BYTES, 0);
  const least = bytes / PAGE_BYTES;
  assert.ok(countPages(ordered) < least * 1.05 + 1, `${countPages(ordered)} pages, ${least} at least`);
  assert.ok(countPages(chunks) > least * 1.1, 'as they come they leave more empty');
});

test('a chunk larger than a page has one to itself', () => {
  const chunks = [9000, 10, 9000].map(length => ({ packed: new Uint8Array(length) }));
  assert.deepEqual(
    fillPages(chunks).map(({ packed }) => packed.length),
    [9000, 9000, 10],
  );
});

/** Rows written one behind the other. */
function countPages(chunks: readonly { readonly packed: Uint8Array }[]): number {
  let [pages, room] = [0, 0];
  for (const { packed } of chunks) {
    const size = packed.length + ROW_BYTES;
    if (size > room) [pages, room] = [pages + 1, PAGE_BYTES];
    room -= size;
  }
  return pages;
}
