import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  GeneratorStoppedError,
  HoldTimeoutError,
  ScopeInterleaveError,
  UnexpectedRollbackError,
} from '../../transactional.ts';
import type { TckDatabase, TckTable } from './tck-database.ts';

export const generatorsClaims: TckTable = {
  'A25 a generator that runs to its end is committed': async ({ open }) => {
    const database = open();
    for await (const name of addEach(database)(['a', 'b'])) assert.ok(!database.committed().includes(name));
    assert.deepEqual(database.committed(), ['a', 'b']);
  },

  'A25 break, throw and an error of the body leave no rows, and the writer free': async ({ open }) => {
    const database = open();
    const { transactional, committed, add } = database;
    for await (const _ of addEach(database)(['a', 'b'])) break;
    await assert.rejects(async () => {
      for await (const _ of addEach(database)(['a', 'b'])) throw new Error('consumer');
    }, /consumer/);
    const thrown = addEach(database)(['a', 'b']);
    await thrown.next();
    await assert.rejects(thrown.throw(new Error('thrown')), /thrown/);
    const failing = transactional(async function* () {
      add('a');
      yield 1;
      throw new Error('body');
    });
    await assert.rejects(async () => {
      for await (const _ of failing()) await nextTurn();
    }, /body/);
    assert.deepEqual(committed(), []);
    transactional.run(() => add('free'));
  },

  'A25 a throw of the consumer dooms the scope even if the body catches it': async ({ open }) => {
    const { transactional, add, committed } = open();
    const tolerant = transactional(async function* () {
      add('a');
      try {
        yield 1;
      } catch {
        yield 2;
      }
    });
    const steps = tolerant();
    await steps.next();
    const cause = new Error('consumer');
    assert.deepEqual(await steps.throw(cause), { value: 2, done: false });
    await assert.rejects(steps.next(), error => error instanceof UnexpectedRollbackError && error.cause === cause);
    assert.deepEqual(committed(), []);
  },

  'A25 finally blocks of the body still run in the scope when the consumer leaves': async ({ open }) => {
    const { transactional, names, add, committed } = open();
    const seen: unknown[] = [];
    const careful = transactional(async function* () {
      transactional.current()?.onRollback(cause => seen.push(cause instanceof GeneratorStoppedError));
      try {
        add('a');
        yield 1;
      } finally {
        await nextTurn();
        seen.push(names());
      }
    });
    for await (const _ of careful()) break;
    assert.deepEqual(seen, [['a'], true]);
    assert.deepEqual(committed(), []);
  },

  'A25 the body sees one scope at every step, and the values sent, though next is called from elsewhere': async ({
    open,
  }) => {
    const { transactional } = open({ readers: 2 });
    const ids: unknown[] = [];
    const echo = transactional(
      async function* (): AsyncGenerator<number | undefined, string, number> {
        for (let sent: number | undefined = 0; sent !== undefined; ) {
          ids.push(transactional.current()?.id);
          sent = yield sent;
        }
        return 'end';
      },
      { access: 'snapshot' },
    );
    const steps = echo();
    await steps.next();
    const fromScope = await transactional.run(() => steps.next(7), { kind: 'async', access: 'snapshot' });
    assert.deepEqual(fromScope, { value: 7, done: false });
    assert.deepEqual(await steps.next(undefined as never), { value: 'end', done: true });
    assert.equal(ids.length, 2);
    assert.ok(ids[0] !== undefined && ids[0] === ids[1]);
  },

  'A25 a generator that is never iterated, or left before its first step, does nothing': async ({ open }) => {
    const database = open();
    addEach(database)(['a']);
    await addEach(database)(['a']).return(undefined);
    assert.equal(database.transactional.stats().heldBy, undefined);
    database.transactional.run(() => database.add('free'));
    assert.deepEqual(database.committed(), ['free']);
  },

  'A25 a generator held too long is rolled back, between two steps or inside one': async ({ open }) => {
    const { transactional, add, committed } = open();
    let cleaned = 0;
    const slow = transactional(
      async function* (isStuckInside: boolean) {
        try {
          add('a');
          yield 1;
          if (isStuckInside) await new Promise(() => {});
        } finally {
          cleaned++;
        }
      },
      { holdTimeoutMs: 5 },
    );
    const idle = slow(false);
    await idle.next();
    await transactional.run(async () => add('next'));
    await assert.rejects(idle.next(), HoldTimeoutError);
    assert.equal(cleaned, 1);

    const stuck = slow(true);
    await stuck.next();
    await assert.rejects(stuck.next(), HoldTimeoutError);
    assert.deepEqual(await stuck.next(), { value: undefined, done: true });
    assert.deepEqual(committed(), ['next']);
  },

  'A25 a generator inside a scope is a savepoint: leaving it undoes its rows only': async ({ open }) => {
    const database = open();
    const { transactional, add, committed } = database;
    await transactional.run(async () => {
      add('outer');
      for await (const _ of addEach(database)(['a'])) {
        assert.throws(() => add('between'), ScopeInterleaveError);
        break;
      }
      for await (const _ of addEach(database)(['b'])) await nextTurn();
      add('later');
    });
    assert.deepEqual(committed(), ['outer', 'b', 'later']);
  },
};

function addEach({ transactional, add }: TckDatabase) {
  return transactional(async function* (names: readonly string[]): AsyncGenerator<string, undefined, void> {
    for (const name of names) {
      add(name);
      await nextTurn();
      yield name;
    }
  });
}
