import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { CommitFailedError, QueueFullError, ScopeDeadError } from '../transactional.ts';
import { openTempDatabase } from './testing/temp-database.ts';

test('A23 of 500 concurrent tasks exactly the good ones are durable, each answered after its commit, 64 a commit', async t => {
  stopClock(t);
  const { transactional, add, committed } = openTempDatabase(t);
  const isBad = (index: number) => index % 20 === 7;
  const tasks = Array.from({ length: 500 }, async (_, index) => {
    const name = `item ${index}`;
    const task = transactional.batch(() => {
      add(name);
      if (isBad(index)) throw new Error(`no ${index}`);
      return index;
    });
    if (isBad(index)) return assert.rejects(task, new RegExp(`no ${index}$`));
    assert.equal(await task, index);
    assert.ok(committed().includes(name));
  });
  await Promise.all(tasks);
  assert.deepEqual(
    committed(),
    Array.from({ length: 500 }, (_, index) => index)
      .filter(index => !isBad(index))
      .map(index => `item ${index}`),
  );
  const { commits, groupSize } = transactional.stats();
  assert.deepEqual({ commits, groupSize }, { commits: 8, groupSize: 500 - 7 * 64 });
});

test('A24 when the commit of a group fails, every task of it is rejected and none is run again', async t => {
  stopClock(t);
  const { transactional, add, prepare, committed } = openTempDatabase(t);
  const orphan = prepare('INSERT INTO part (item) VALUES (77)');
  let runs = 0;
  let published = 0;
  const good = () =>
    transactional.batch(scope => {
      runs++;
      add(`good ${runs}`);
      scope.onCommit(() => published++);
    });
  const tasks = [good(), transactional.batch(() => void orphan.run()), good()];
  for (const task of tasks) await assert.rejects(task, CommitFailedError);
  assert.deepEqual([runs, published, committed()], [2, 0, []]);
  await good();
  assert.deepEqual([published, committed()], [1, ['good 3']]);
});

test('A24 when SQLite rolls a group back, tasks that ran are rejected and the others go into the next group', async t => {
  stopClock(t);
  const { transactional, add, prepare, committed } = openTempDatabase(t);
  const conflict = prepare("INSERT OR ROLLBACK INTO item (name) VALUES ('same')");
  const before = transactional.batch(() => add('same'));
  const culprit = transactional.batch(() => void conflict.run());
  const after = transactional.batch(() => add('after'));
  await assert.rejects(culprit, /UNIQUE/);
  await assert.rejects(before, error => error instanceof ScopeDeadError && /UNIQUE/.test(String(error.cause)));
  await after;
  assert.deepEqual(committed(), ['after']);
  assert.deepEqual(transactional.stats(), { queued: 0, commits: 1, rollbacks: 1, groupSize: 1, acquireP99Ms: 0 });
});

test('a task that asks to join is still alone in its failure', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const good = transactional.batch(() => add('good'));
  const bad = transactional.batch(
    () => {
      add('bad');
      throw new Error('no');
    },
    { nested: 'join' },
  );
  await good;
  await assert.rejects(bad, /no/);
  assert.deepEqual(committed(), ['good']);
});

test('a batch inside a scope is a nested scope', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const outer = transactional.run(async () => {
    await transactional.batch(scope => {
      assert.equal(scope.depth, 1);
      add('inside');
    });
    throw new Error('no');
  });
  await assert.rejects(outer, /no/);
  assert.deepEqual(committed(), []);
});

test('tasks, async scopes and sync scopes may be mixed', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const writes = [
    transactional.batch(() => add('task 1')),
    transactional.run(async () => add('async')),
    transactional.batch(() => add('task 2')),
  ];
  await Promise.all(writes);
  transactional.run(() => add('sync'));
  assert.deepEqual(committed().sort(), ['async', 'sync', 'task 1', 'task 2']);
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

/** So that no group is cut because this machine is slow. */
function stopClock(t: TestContext): void {
  t.mock.method(performance, 'now', () => 0);
}
