import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Commit } from './live.ts';
import { reading } from './testing/temp-history.ts';
import { createWaitingCommits } from './waiting-commits.ts';

test('gives commits in their order, and room again when they went', () => {
  const waiting = createWaitingCommits(10);
  const [first, second, third] = [commit(1, 4), commit(2, 4), commit(3, 4)];
  assert.deepEqual([waiting.push(first), waiting.push(second), waiting.push(third)], [true, true, false]);
  assert.equal(waiting.shift(), first);
  assert.equal(waiting.push(third), true);
  assert.deepEqual([waiting.shift(), waiting.shift(), waiting.shift()], [second, third, undefined]);
});

test('a commit that is alone always has room, and empty ones are bounded too', () => {
  const waiting = createWaitingCommits(10);
  assert.equal(waiting.push(commit(1, 100)), true);
  assert.equal(waiting.push(commit(2, 0)), false);
  waiting.clear();
  assert.equal(waiting.shift(), undefined);
  const pushed = Array.from({ length: 20 }, (_, i) => waiting.push(commit(i, 0)));
  assert.equal(pushed.filter(Boolean).length, 10);
});

function commit(number: number, count: number): Commit {
  const readings = Array.from({ length: count }, (_, i) => reading('x', i, i));
  return { commit: number, count, readings, created: [], restored: [], removed: [] };
}
