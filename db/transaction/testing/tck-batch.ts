import assert from 'node:assert/strict';
import type { ClaimContext } from '../../../app/testing/claim.ts';
import { CommitFailedError, ScopeDeadError } from '../../transactional.ts';
import type { TckTable } from './tck-database.ts';
import { readFromOtherProcess } from './tck-process.ts';

export const batchClaims: TckTable = {
  'A23 of 500 concurrent tasks exactly the good ones are durable, each answered after its commit, as another process sees it':
    async ({ open, context }) => {
      const { transactional, add, committed, path } = open();
      const reader = readFromOtherProcess(context, path);
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
        assert.ok(await reader.sees(name));
      });
      await Promise.all(tasks);
      assert.deepEqual(
        committed(),
        Array.from({ length: 500 }, (_, index) => index)
          .filter(index => !isBad(index))
          .map(index => `item ${index}`),
      );
      const { commits } = transactional.stats();
      assert.ok(commits < 100, `${commits} commits for 475 tasks`);
    },

  'A23 a task that asks to join is still alone in its failure': async ({ open }) => {
    const { transactional, add, committed } = open();
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
  },

  'A23 a batch inside a scope is a nested scope': async ({ open }) => {
    const { transactional, add, committed } = open();
    const outer = transactional.run(async () => {
      await transactional.batch(scope => {
        assert.equal(scope.depth, 1);
        add('inside');
      });
      throw new Error('no');
    });
    await assert.rejects(outer, /no/);
    assert.deepEqual(committed(), []);
  },

  'A24 when the commit of a group fails, every task of it is rejected and none is run again': async ({
    open,
    context,
  }) => {
    stopClock(context);
    const { transactional, add, prepare, committed } = open();
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
  },

  'A24 when SQLite rolls a group back, tasks that ran are rejected and the others go into the next group': async ({
    open,
    context,
  }) => {
    stopClock(context);
    const { transactional, add, prepare, committed } = open();
    const conflict = prepare("INSERT OR ROLLBACK INTO item (name) VALUES ('same')");
    const before = transactional.batch(() => add('same'));
    const culprit = transactional.batch(() => void conflict.run());
    const after = transactional.batch(() => add('after'));
    await assert.rejects(culprit, /UNIQUE/);
    await assert.rejects(before, error => error instanceof ScopeDeadError && /UNIQUE/.test(String(error.cause)));
    await after;
    assert.deepEqual(committed(), ['after']);
    assert.deepEqual(transactional.stats(), { queued: 0, commits: 1, rollbacks: 1, groupSize: 1, acquireP99Ms: 0 });
  },
};

/** So that no group is cut because this machine is slow. */
function stopClock(context: ClaimContext): void {
  const { now } = performance;
  performance.now = () => 0;
  context.after(() => {
    performance.now = now;
  });
}
