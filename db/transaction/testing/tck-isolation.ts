import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WriteOutsideScopeError, WriterBusyError } from '../../transactional.ts';
import type { TckTable } from './tck-database.ts';

export const isolationClaims: TckTable = {
  'A3 overlapping async scopes never see rows of each other that are not committed': async ({ open }) => {
    const { transactional, add, names } = open();
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        transactional.run(async () => {
          const before = names().length;
          add(`a ${index}`);
          await nextTurn();
          add(`b ${index}`);
          assert.equal(names().length, before + 2);
          return before;
        }),
      ),
    );
    assert.deepEqual(
      seen,
      Array.from({ length: 20 }, (_, index) => index * 2),
    );
  },

  'A3 A23 tasks, async scopes and sync scopes may be mixed': async ({ open }) => {
    const { transactional, add, committed } = open();
    const writes = [
      transactional.batch(() => add('task 1')),
      transactional.run(async () => add('async')),
      transactional.batch(() => add('task 2')),
    ];
    await Promise.all(writes);
    transactional.run(() => add('sync'));
    assert.deepEqual(committed().sort(), ['async', 'sync', 'task 1', 'task 2']);
  },

  'A4 a plain read during an open scope sees only what is committed': async ({ open }) => {
    const { transactional, add, names } = open();
    transactional.run(() => add('old'));
    await transactional.run(async () => {
      add('new');
      await nextTurn();
      assert.deepEqual(transactional.detach(names), ['old']);
      assert.deepEqual(names(), ['old', 'new']);
    });
    assert.deepEqual(names(), ['old', 'new']);
  },

  'A5 a write that was answered survives the later rollback of a scope that began before it': async ({ open }) => {
    for (const turns of [0, 1, 2, 3]) {
      const { transactional, add, committed } = open();
      const failing = transactional.run(async () => {
        add('doomed');
        for (let turn = 0; turn < turns; turn++) await nextTurn();
        throw new Error('no');
      });
      const good = transactional.run(async () => {
        add('kept');
        await nextTurn();
      });
      const batched = transactional.batch(() => add('kept too'));
      await assert.rejects(failing, /^Error: no$/);
      await Promise.all([good, batched]);
      assert.deepEqual(committed(), ['kept', 'kept too']);
    }
  },

  'A6 a sync scope never waits: while another one holds the writer it is refused': async ({ open }) => {
    const { transactional, add, committed } = open();
    await transactional.run(async function holder() {
      add('held');
      const beside = () => transactional.run(() => add('beside'));
      assert.throws(
        () => transactional.detach(beside),
        error => error instanceof WriterBusyError && error.holder?.label === 'holder',
      );
      await nextTurn();
      add('held, later');
    });
    transactional.run(() => add('after'));
    assert.deepEqual(committed(), ['held', 'held, later', 'after']);
  },

  'A27 a write outside of scopes is refused, BEGIN and its kin everywhere': ({ open }) => {
    const { transactional, add, prepare, names } = open();
    assert.throws(() => add('stray'), WriteOutsideScopeError);
    assert.throws(() => prepare("INSERT INTO item (name) VALUES ('x') RETURNING id").get(), WriteOutsideScopeError);
    transactional.run(() => {
      for (const sql of ['COMMIT', ' -- why\n /* not */ rollback', 'SAVEPOINT a', "ATTACH 'x' AS y"]) {
        assert.throws(() => prepare(sql).run(), /scopes begin and end transactions/);
      }
    });
    assert.deepEqual(names(), []);
  },

  'A27 work of another database is not part of the scope': ({ open }) => {
    const first = open();
    const second = open();
    assert.throws(
      () =>
        first.transactional.run(() => {
          first.add('undone');
          assert.throws(() => second.add('stray'), WriteOutsideScopeError);
          second.transactional.run(() => second.add('kept'));
          throw new Error('no');
        }),
      /no/,
    );
    assert.deepEqual([first.committed(), second.committed()], [[], ['kept']]);
  },
};
