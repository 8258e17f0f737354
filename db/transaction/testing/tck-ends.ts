import assert from 'node:assert/strict';
import {
  CommitFailedError,
  ScopeClosedError,
  ScopeDeadError,
  sqliteCode,
  TransactionError,
} from '../../transactional.ts';
import type { TckTable } from './tck-database.ts';
import { grab } from './tck-grab.ts';

export const endsClaims: TckTable = {
  'A13 what outlives its scope can neither write nor read, also while another scope is open': async ({ open }) => {
    const { transactional, add, names, committed } = open();
    const gate = Promise.withResolvers<void>();
    let leak: Promise<unknown[]> | undefined;
    await transactional.run(async () => {
      leak = gate.promise.then(() => [grab(() => add('leaked')), grab(names), grab(() => transactional.run(() => {}))]);
    });
    await transactional.run(async () => {
      gate.resolve();
      for (const error of await leak!) assert.ok(error instanceof ScopeClosedError);
    });
    assert.deepEqual(committed(), []);
  },

  'A13 detach leaves the scope on purpose': async ({ open }) => {
    const { transactional, add, committed } = open();
    const gate = Promise.withResolvers<void>();
    let later: Promise<void> | undefined;
    await transactional.run(async () => {
      later = transactional.detach(async () => {
        await gate.promise;
        assert.equal(transactional.current(), undefined);
        await transactional.batch(() => add('on its own'));
      });
    });
    gate.resolve();
    await later;
    assert.deepEqual(committed(), ['on its own']);
  },

  'A13 a scope that has ended takes no hooks': ({ open }) => {
    const { transactional } = open();
    const scope = transactional.run(scope => scope);
    assert.throws(() => scope.onCommit(() => {}), ScopeClosedError);
    assert.throws(() => scope.setRollbackOnly(), ScopeClosedError);
  },

  'A15 a transaction that SQLite ends by itself fails, and nothing runs in autocommit after it': async ({ open }) => {
    const { transactional, add, prepare, committed } = open();
    const conflict = prepare("INSERT OR ROLLBACK INTO item (name) VALUES ('same')");
    const body = () => {
      add('same');
      assert.throws(() => conflict.run(), /UNIQUE/);
      assert.throws(() => add('autocommitted'), ScopeDeadError);
    };
    assert.throws(() => transactional.run(body), ScopeDeadError);
    await assert.rejects(
      transactional.run(async () => body()),
      ScopeDeadError,
    );
    const nested = transactional.run(async () => {
      add('outer');
      await assert.rejects(
        transactional.run(async () => body()),
        ScopeDeadError,
      );
      add('autocommitted');
    });
    await assert.rejects(nested, ScopeDeadError);
    assert.deepEqual(committed(), []);
    transactional.run(() => add('next'));
    assert.deepEqual(committed(), ['next']);
  },

  'A15 a body that swallows the end of its transaction fails all the same, however it is nested': async ({ open }) => {
    const { transactional, add, prepare, committed } = open();
    const conflict = prepare("INSERT OR ROLLBACK INTO item (name) VALUES ('same')");
    const swallow = () => {
      add('same');
      assert.throws(() => conflict.run(), /UNIQUE/);
    };
    await assert.rejects(transactional.batch(swallow), ScopeDeadError);
    for (const nested of ['savepoint', 'join'] as const) {
      const outer = () => assert.throws(() => transactional.run(swallow, { nested }), ScopeDeadError);
      assert.throws(() => transactional.run(outer), TransactionError);
    }
    assert.deepEqual(committed(), []);
  },

  'A16 a commit that fails rejects, runs no hook, and leaves the writer usable': async ({ open }) => {
    const { transactional, prepare, add, committed, other } = open();
    const orphan = prepare('INSERT INTO part (item) VALUES (77)');
    let published = 0;
    const causes: unknown[] = [];
    const failing = transactional.run(async scope => {
      scope.onCommit(() => published++);
      scope.onRollback(cause => causes.push(cause));
      orphan.run();
    });
    await assert.rejects(failing, error => {
      assert.ok(error instanceof CommitFailedError);
      assert.equal(sqliteCode(error), 'SQLITE_CONSTRAINT_FOREIGNKEY');
      assert.deepEqual(causes, [error]);
      return true;
    });
    assert.equal(published, 0);
    other.exec('BEGIN IMMEDIATE; ROLLBACK'); // nobody holds the lock of the file
    transactional.run(() => add('next'));
    assert.deepEqual(committed(), ['next']);
  },
};
