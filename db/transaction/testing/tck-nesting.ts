import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  NestingForbiddenError,
  ScopeClosedError,
  ScopeInterleaveError,
  ScopeRequiredError,
  UnexpectedRollbackError,
} from '../../transactional.ts';
import type { TckTable } from './tck-database.ts';

export const nestingClaims: TckTable = {
  'A7 a nested failure that is caught takes its own rows with it, three levels deep': async ({ open }) => {
    const { transactional, add, committed } = open();
    const inner = transactional(async (name: string) => {
      add(name);
      await nextTurn();
      throw new Error(`no ${name}`);
    });
    const middle = transactional(async () => {
      add('middle');
      await assert.rejects(inner('inner'), /no inner/);
      add('middle, later');
    });
    const failingMiddle = transactional(async () => {
      add('lost');
      await assert.rejects(inner('inner'), /no inner/);
      throw new Error('no middle');
    });
    await transactional.run(async () => {
      add('outer');
      await middle();
      await assert.rejects(failingMiddle(), /no middle/);
      assert.throws(() => transactional.run(() => fail(() => add('sync'))), /no sync/);
      add('outer, later');
    });
    assert.deepEqual(committed(), ['outer', 'middle', 'middle, later', 'outer, later']);
  },

  'A8 nested scopes started side by side run one after the other, a failing one alone is undone': async ({ open }) => {
    const { transactional, add, committed } = open();
    const part = transactional(async (name: string) => {
      add(`${name} 1`);
      await nextTurn();
      if (name === 'b') throw new Error('no b');
      add(`${name} 2`);
    });
    const results = await transactional.run(() => Promise.allSettled(['a', 'b', 'c'].map(part)), { kind: 'async' });
    assert.deepEqual(
      results.map(result => result.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(committed(), ['a 1', 'a 2', 'c 1', 'c 2']);
  },

  'A8 when their parent fails, siblings that wait are refused at once and the running one when it goes on': async ({
    open,
  }) => {
    const { transactional, add, committed } = open();
    const running = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const part = transactional(async (name: string) => {
      add(name);
      running.resolve();
      await gate.promise;
      add(`${name}, later`);
    });
    const refused: Promise<void>[] = [];
    const outer = transactional.run(async () => {
      refused.push(
        assert.rejects(part('running'), ScopeClosedError),
        assert.rejects(part('waiting'), ScopeClosedError),
      );
      await running.promise;
      throw new Error('no');
    });
    await assert.rejects(outer, /no/);
    await refused[1];
    gate.resolve();
    await refused[0];
    assert.deepEqual(committed(), []);
  },

  'A9 a parent that goes on while a child is open is refused, and works again afterwards': async ({ open }) => {
    const { transactional, add, committed } = open();
    const running = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const child = transactional(async () => {
      add('child');
      running.resolve();
      await gate.promise;
    });
    await transactional.run(async () => {
      const open = child();
      await running.promise;
      assert.throws(() => add('early'), ScopeInterleaveError);
      assert.throws(() => transactional.run(() => add('early, nested')), ScopeInterleaveError);
      gate.resolve();
      await open;
      add('late');
    });
    assert.deepEqual(committed(), ['child', 'late']);
  },

  'A9 a parent that ends while a child is open rolls back, and the child cannot write any more': async ({ open }) => {
    const { transactional, add, committed } = open();
    for (const nested of ['savepoint', 'join'] as const) {
      const running = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const child = transactional(
        async () => {
          running.resolve();
          await gate.promise;
          add('orphan');
        },
        { nested },
      );
      let orphan: Promise<void> | undefined;
      const outer = transactional.run(async () => {
        orphan = child();
        await running.promise;
      });
      await assert.rejects(outer, ScopeInterleaveError);
      gate.resolve();
      await assert.rejects(orphan!, ScopeClosedError);
    }
    assert.deepEqual(committed(), []);
  },

  'A10 calls nested 50 deep complete, sync and async': async ({ open }) => {
    const { transactional, add, committed } = open();
    const deep = transactional(async (depth: number): Promise<void> => {
      add(`async ${depth}`);
      assert.equal(transactional.current()?.depth, 50 - depth);
      if (depth > 1) await deep(depth - 1);
    });
    const deepSync = transactional((depth: number): void => {
      add(`sync ${depth}`);
      if (depth > 1) deepSync(depth - 1);
    });
    await deep(50);
    deepSync(50);
    assert.equal(committed().length, 100);
  },

  'A11 a joined scope that fails dooms the outer one, also when its error is caught': async ({ open }) => {
    const { transactional, add, committed } = open();
    const cause = new Error('no');
    const join = transactional(
      async () => {
        add('joined');
        await nextTurn();
        throw cause;
      },
      { nested: 'join' },
    );
    const outer = transactional.run(async () => {
      add('outer');
      await assert.rejects(join(), cause);
    });
    await assert.rejects(outer, error => error instanceof UnexpectedRollbackError && error.cause === cause);
    assert.deepEqual(committed(), []);
  },

  'A11 a joined scope that goes well shares the fate of the outer one': async ({ open }) => {
    const { transactional, add, committed } = open();
    const join = transactional((name: string) => add(name), { nested: 'join' });
    transactional.run(() => join('kept'));
    assert.throws(() => transactional.run(() => fail(() => join('lost'))), /no lost/);
    assert.deepEqual(committed(), ['kept']);
  },

  'A11 a joined failure dooms only the savepoint that it joined': ({ open }) => {
    const { transactional, add, committed } = open();
    const join = transactional(() => fail(() => add('joined')), { nested: 'join' });
    const savepoint = transactional(() => assert.throws(join));
    transactional.run(() => {
      add('outer');
      assert.throws(savepoint, UnexpectedRollbackError);
    });
    assert.deepEqual(committed(), ['outer']);
  },

  'A11 setRollbackOnly undoes the scope and tells its caller so': async ({ open }) => {
    const { transactional, add, committed } = open();
    const reason = new Error('a rehearsal');
    const rehearse = transactional.batch(scope => {
      add('rehearsed');
      scope.setRollbackOnly(reason);
    });
    await assert.rejects(rehearse, error => error instanceof UnexpectedRollbackError && error.cause === reason);
    assert.deepEqual(committed(), []);
  },

  'A12 forbid refuses to nest and require refuses to be outermost, before anything runs': async ({ open }) => {
    const { transactional, add, committed } = open();
    const outermost = transactional(() => add('never'), { nested: 'forbid' });
    const inner = transactional(async () => add('never'), { nested: 'require' });
    transactional.run(() => assert.throws(outermost, NestingForbiddenError));
    await assert.rejects(inner(), ScopeRequiredError);
    await assert.rejects(
      transactional.batch(() => add('never'), { nested: 'require' }),
      ScopeRequiredError,
    );
    assert.deepEqual(committed(), []);
    await transactional.run(async () => {
      await transactional.run(async () => add('inside'), { nested: 'require' });
    });
    assert.deepEqual(committed(), ['inside']);
  },
};

function fail(first: () => void): void {
  first();
  throw new Error('no lost no sync');
}
