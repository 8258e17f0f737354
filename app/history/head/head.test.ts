import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Head } from './head.ts';
import { pointsOf, type Row, rowsOf } from './testing/points-of.ts';

const append = (head: Head, seriesId: number, rows: readonly Row[]) =>
  head.append({ seriesIds: new Uint32Array(rows.length).fill(seriesId), ...pointsOf(rows) });

test('what comes after the freezing wins over what was frozen', () => {
  const head = new Head();
  append(head, 1, [[10, 1]]);
  head.freeze(1, () => {});
  append(head, 1, [
    [10, 2],
    [5, 2],
  ]);
  assert.deepEqual(rowsOf(head.points(1)), [
    [5, 2],
    [10, 2],
  ]);
  assert.deepEqual([head.count, head.activeCount, head.oldestMs], [3, 2, 5]);
});

test('answers for what was frozen until all of it is in chunks', () => {
  const head = new Head();
  for (const id of [1, 2, 3]) append(head, id, [[id, id]]);
  let drops = 0;
  const frozen = head.freeze(1, () => drops++);
  frozen.progress = { belowId: 2, restCount: 0 };
  assert.deepEqual(
    [1, 3, 4].map(id => [head.has(id), head.points(id).times.length]),
    [
      [true, 1],
      [true, 1],
      [false, 0],
    ],
  );
  assert.throws(() => head.freeze(2, () => {}), /would be lost/);
  head.drop();
  assert.deepEqual([drops, head.count, head.has(3), head.oldestMs], [1, 0, false, Number.POSITIVE_INFINITY]);
});
