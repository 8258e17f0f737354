import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TckTable } from './tck-database.ts';

export const hooksClaims: TckTable = {
  'A21 a hook runs when its commit is visible to others, and before the caller hears of it': async ({ open }) => {
    const { transactional, add, committed } = open();
    const seen: string[] = [];
    await transactional.run(async scope => {
      add('a');
      scope.onCommit(() => seen.push(`onCommit ${committed()} ${transactional.stats().heldBy !== undefined}`));
      scope.afterCommit(() => seen.push(`afterCommit ${committed()} ${transactional.stats().heldBy !== undefined}`));
      await nextTurn();
    });
    seen.push('answered');
    assert.deepEqual(seen, ['onCommit a true', 'afterCommit a false', 'answered']);
  },

  'A21 hooks of an inner scope wait for the outermost commit, in order of registration': async ({ open }) => {
    const { transactional } = open();
    const seen: string[] = [];
    const inner = transactional(async () => transactional.current()!.onCommit(() => seen.push('inner')));
    await transactional.run(async scope => {
      scope.onCommit(() => seen.push('before'));
      await inner();
      scope.onCommit(() => seen.push('after'));
      assert.deepEqual(seen, []);
    });
    assert.deepEqual(seen, ['before', 'inner', 'after']);
  },

  'A21 hooks are dropped with their savepoint, and its onRollback runs instead, once': async ({ open }) => {
    const { transactional } = open();
    const seen: string[] = [];
    const register = (name: string) => {
      const scope = transactional.current()!;
      scope.onCommit(() => seen.push(`commit ${name}`));
      scope.afterCommit(() => seen.push(`after ${name}`));
      scope.onRollback(cause => seen.push(`rollback ${name}: ${(cause as Error).message}`));
    };
    await transactional.run(async () => {
      register('outer');
      await assert.rejects(
        transactional.run(async () => {
          register('inner');
          throw new Error('no');
        }),
      );
    });
    assert.deepEqual(seen, ['rollback inner: no', 'commit outer', 'after outer']);
  },

  'A21 onRollback of a kept inner scope runs when the outer one fails': async ({ open }) => {
    const { transactional } = open();
    const seen: string[] = [];
    const outer = transactional.run(async () => {
      transactional.run(scope => scope.onRollback(() => seen.push('inner')));
      throw new Error('no');
    });
    await assert.rejects(outer, /no/);
    assert.deepEqual(seen, ['inner']);
  },

  'A21 publish order is commit order over 1000 concurrent scopes of every lane': async ({ open }) => {
    const { transactional, add, committed } = open();
    const published: string[] = [];
    const write = (name: string) => {
      add(name);
      transactional.current()!.onCommit(() => published.push(name));
    };
    const writes = Array.from({ length: 1000 }, (_, index) => {
      const name = `item ${index}`;
      if (index % 10 > 0) return transactional.batch(() => write(name));
      return transactional.run(
        async () => {
          await nextTurn();
          write(name);
        },
        { acquireTimeoutMs: Number.POSITIVE_INFINITY },
      );
    });
    await Promise.all(writes);
    assert.equal(published.length, 1000);
    assert.deepEqual(published, committed());
  },

  'A21 a hook that throws is reported, keeps no other from running and rejects nobody': async ({ open }) => {
    const reported: unknown[] = [];
    const { transactional, add, committed } = open({ onHookError: error => reported.push(error) });
    const seen: string[] = [];
    await transactional.batch(scope => {
      add('a');
      scope.onCommit(() => {
        throw new Error('first');
      });
      scope.onCommit(() => seen.push('second'));
      scope.afterCommit(async () => {
        throw new Error('third');
      });
    });
    await nextTurn();
    assert.deepEqual(seen, ['second']);
    assert.deepEqual(reported.map(String), ['Error: first', 'Error: third']);
    assert.deepEqual(committed(), ['a']);
  },

  'A21 hooks run outside of scopes, in the asynchronous context that they were given in': async ({ open }) => {
    const { transactional, add, names } = open();
    const user = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const write = (name: string) =>
      user.run(name, () =>
        transactional.batch(scope => {
          add(`${user.getStore()}`);
          scope.onCommit(() => seen.push([user.getStore(), transactional.current()]));
          scope.afterCommit(() => transactional.run(() => add(`after ${user.getStore()}`)));
        }),
      );
    await Promise.all([write('ann'), write('bob')]);
    assert.deepEqual(seen, [
      ['ann', undefined],
      ['bob', undefined],
    ]);
    assert.deepEqual(names().sort(), ['after ann', 'after bob', 'ann', 'bob']);
  },
};
