import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueueFullError } from '../transactional.ts';
import { openTempDatabase } from './testing/temp-database.ts';

test('a group is cut at 64 tasks', async t => {
  t.mock.method(performance, 'now', () => 0); // so that none is cut because this machine is slow
  const { transactional, add } = openTempDatabase(t);
  await Promise.all(Array.from({ length: 500 }, (_, index) => transactional.batch(() => add(`item ${index}`))));
  const { commits, groupSize } = transactional.stats();
  assert.deepEqual({ commits, groupSize }, { commits: 8, groupSize: 500 - 7 * 64 });
});

test('more than 10 000 waiting tasks are refused', async t => {
  const { transactional } = openTempDatabase(t);
  const tasks = Array.from({ length: 10_001 }, () => transactional.batch(() => 1, { acquireTimeoutMs: 1e9 }));
  await assert.rejects(tasks.pop()!, QueueFullError);
  assert.equal((await Promise.all(tasks)).length, 10_000);
});

test('a group is cut when it has taken 5 ms', async t => {
  let nowMs = 0;
  t.mock.method(performance, 'now', () => nowMs);
  const { transactional } = openTempDatabase(t);
  const takeTime = () => {
    nowMs += 2.5;
  };
  const tasks = Array.from({ length: 6 }, () => transactional.batch(takeTime));
  await Promise.all(tasks);
  assert.equal(transactional.stats().commits, 3);
});
