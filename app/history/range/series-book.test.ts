import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeriesBook } from './series-book.ts';

test('asks for what it does not know, and once', async () => {
  const { book, asked } = openBook();
  await book.labelsOf(1, Uint32Array.of(3, 4));
  assert.deepEqual(await book.labelsOf(1, Uint32Array.of(4, 5, 3)), [{ id: '4' }, { id: '5' }, { id: '3' }]);
  await book.labelsOf(1, Uint32Array.of(5));
  assert.deepEqual(asked, [[3, 4], [5]]);
});

test('learns everything anew in another epoch, and says when that has ended before it could', async () => {
  const { book, asked } = openBook(2);
  await book.labelsOf(1, Uint32Array.of(3));
  assert.ok(await book.labelsOf(2, Uint32Array.of(3)));
  assert.equal(await book.labelsOf(3, Uint32Array.of(3)), undefined);
  assert.deepEqual(asked, [[3], [3], [3]]);
});

test('forgets what it knows when that is too much, and still answers', async () => {
  const { book, asked } = openBook();
  const ids = Uint32Array.from({ length: 20_000 }, (_, id) => id);
  await book.labelsOf(1, ids);
  const others = ids.map(id => id + 20_000);
  assert.deepEqual((await book.labelsOf(1, others))?.at(-1), { id: '39999' });
  await book.labelsOf(1, ids);
  assert.equal(asked.length, 3);
});

function openBook(lastEpoch = Number.POSITIVE_INFINITY) {
  const asked: number[][] = [];
  const book = new SeriesBook(async (epoch, ids) => {
    asked.push(Array.from(ids));
    return epoch > lastEpoch ? undefined : Array.from(ids, id => ({ id: String(id) }));
  });
  return { book, asked };
}
