import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from './calls.ts';
import type { Reading } from './reading.ts';
import { toCommit } from './to-commit.ts';

const x: Reading = { metric: 'x', labels: {}, value: 1, atMs: 10 };
const y: Reading = { metric: 'y', labels: {}, value: 2, atMs: 20 };
const batches: Record<number, Reading[]> = { 1: [x, y], 2: [x] };

test('joins the changes of a group in their order, without the refused readings', () => {
  const commit = join([
    change({ append: { batch: 1, refused: [0] }, created: ['y'] }),
    change({ append: { batch: 2, refused: [] } }),
  ]);
  assert.deepEqual(commit, { commit: 7, count: 2, readings: [y, x], created: ['y'], restored: [], removed: [] });
});

test('does not repeat what the group held of a series before it was removed', () => {
  const appended = change({ append: { batch: 1, refused: [] }, created: ['x', 'y'] });
  const commit = join([
    appended,
    change({ removed: ['x'] }),
    change({ append: { batch: 2, refused: [] }, created: ['x'] }),
  ]);
  const { count, ...told } = commit;
  assert.equal(count, 3, 'what was removed was kept, too');
  assert.deepEqual(told, { commit: 7, readings: [y, x], created: ['y', 'x'], restored: [], removed: ['x'] });
});

test('a series that was brought back and then removed again is not told as brought back', () => {
  const commit = join([
    change({ restored: ['x', 'y'], removed: ['y'] }),
    change({ append: { batch: 2, refused: [] } }),
    change({ removed: ['x'] }),
  ]);
  assert.deepEqual(commit, { commit: 7, count: 1, readings: [], created: [], restored: ['y'], removed: ['y', 'x'] });
});

function change(part: Partial<Change>): Change {
  return { created: [], restored: [], removed: [], ...part };
}

function join(changes: readonly Change[]) {
  return toCommit({ commit: 7, changes }, batch => batches[batch]!);
}
