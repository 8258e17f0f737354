import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  AcquireTimeoutError,
  type Asked,
  AsyncResultInSyncScopeError,
  around,
  GeneratorStoppedError,
  HoldTimeoutError,
  NestingForbiddenError,
  ReleaseFailedError,
  ScopeClosedError,
  ScopeRequiredError,
  UnexpectedRollbackError,
} from './around.ts';
import { journalResource } from './testing/journal-resource.ts';

const KEPT = ['1 taken', '1 kept', '1 back'];

test('sync, async and generator functions keep their kind, this, arguments, name and length', async () => {
  const { journal } = journalResource();
  function repeat(this: { sign: string }, text: string, times: number): string {
    return (text + this.sign).repeat(times) + journal.held().number;
  }
  const sync = journal(repeat);
  const later = journal(async (text: string) => {
    await nextTurn();
    return text + journal.held().number;
  });
  const each = journal(async function* each(texts: readonly string[]): AsyncGenerator<string, number, void> {
    for (const text of texts) yield text + journal.held().number;
    return texts.length;
  });
  assert.equal(sync.call({ sign: '!' }, 'a', 2), 'a!a!1');
  assert.equal(await later('b'), 'b2');
  const steps = each(['c', 'd']);
  assert.deepEqual([await steps.next(), await steps.next()], [step('c3'), step('d3')]);
  assert.deepEqual(await steps.next(), { value: 2, done: true });
  assert.deepEqual([sync.name, sync.length, each.name], ['repeat', 2, 'each']);
});

test('methods are decorated, with options or without, and what is acquired knows this and the arguments', async () => {
  const asked: unknown[] = [];
  const seat = around({
    acquire: ({ self, args, label }: Asked<[number, ...unknown[]]>) => {
      asked.push([label, (self as Hall).name, args[0]]);
      return { [Symbol.dispose]: () => void asked.push('back') };
    },
  });
  class Hall {
    readonly name = 'north';
    @seat
    sit(row: number): string {
      return `${this.name} ${row}`;
    }
    @seat({ label: 'a long stay' })
    async stay(row: number, _evenings: number): Promise<string> {
      await nextTurn();
      return `${this.name} ${row}`;
    }
  }
  assert.equal(new Hall().sit(3), 'north 3');
  assert.equal(await new Hall().stay(4, 2), 'north 4');
  assert.deepEqual(asked, [['sit', 'north', 3], 'back', ['a long stay', 'north', 4], 'back']);
});

test('what went well is kept and then given back, what failed is undone and then given back', async () => {
  for (const kind of ['sync', 'async'] as const) {
    const { journal, seen } = journalResource();
    const work = journal(kind === 'sync' ? fail : async (isGood: boolean) => fail(isGood));
    await work(true);
    await assert.rejects(async () => work(false), /^Error: no$/);
    assert.deepEqual(seen, [...KEPT, '2 taken', '2 undone: no', '2 back'], kind);
  }
});

test('a generator holds from its first step to its end, and one that is left is undone', async () => {
  const { journal, seen } = journalResource();
  const count = journal(async function* count() {
    yield 1;
    yield 2;
  });
  count();
  assert.deepEqual(seen, []);
  for await (const _ of count()) assert.deepEqual(seen, ['1 taken']);
  assert.deepEqual(seen, KEPT);
  for await (const _ of count()) break;
  assert.deepEqual(seen.slice(3), ['2 taken', `2 undone: ${new GeneratorStoppedError('count').message}`, '2 back']);
});

test('an async resource is waited for: taking, keeping, undoing and giving back', async () => {
  const seen: string[] = [];
  const note = async (text: string) => {
    await nextTurn();
    seen.push(text);
  };
  const slow = around({
    acquire: async () => {
      await note('taken');
      return {
        keep: () => note('kept'),
        undo: (cause: unknown) => note(`undone: ${(cause as Error).message}`),
        [Symbol.asyncDispose]: () => note('back'),
      };
    },
  });
  await slow(async () => seen.push('work'))();
  assert.deepEqual(seen.splice(0), ['taken', 'work', 'kept', 'back']);
  await assert.rejects(slow(async () => fail(false))(), /^Error: no$/);
  assert.deepEqual(seen.splice(0), ['taken', 'undone: no', 'back']);
  for await (const _ of slow(async function* () {
    yield 1;
  })()) {
    assert.deepEqual(seen, ['taken']);
  }
  assert.deepEqual(seen, ['taken', 'kept', 'back']);
});

test('disposal is the async one for async functions where there are both, the sync one for sync functions', async () => {
  const seen: string[] = [];
  const both = around({
    acquire: () => ({
      [Symbol.dispose]: () => void seen.push('sync'),
      [Symbol.asyncDispose]: async () => void seen.push('async'),
    }),
  });
  both(() => {})();
  await both(async () => {})();
  assert.deepEqual(seen, ['sync', 'async']);
});

test('a sync function around what has to be waited for is refused, and what came all the same is given back', async () => {
  const back = Promise.withResolvers<void>();
  const slow = around({ acquire: async () => ({ [Symbol.asyncDispose]: async () => back.resolve() }) });
  const loose = slow as unknown as (fn: () => void) => () => void;
  assert.throws(
    loose(() => assert.fail('it ran')),
    AsyncResultInSyncScopeError,
  );
  await back.promise;
});

test('a keep that gives a promise counts as failed in a sync function', () => {
  const seen: string[] = [];
  const wrong = around({
    acquire: () => ({
      keep: async () => {},
      undo: (cause: unknown) => void seen.push((cause as Error).name),
      [Symbol.dispose]: () => void seen.push('back'),
    }),
  });
  assert.throws(
    wrong(() => {}),
    AsyncResultInSyncScopeError,
  );
  assert.deepEqual(seen, ['AsyncResultInSyncScopeError', 'back']);
});

test('a keep that fails is followed by undo, and its error is the answer', async () => {
  for (const kind of ['sync', 'async'] as const) {
    const { acquire, seen } = journalResource();
    const full = around({
      acquire: asked => ({
        ...acquire(asked),
        keep: () => {
          throw new Error('full');
        },
      }),
    });
    await assert.rejects(async () => full(() => 1, { kind })(), /^Error: full$/);
    assert.deepEqual(seen, ['1 taken', '1 undone: full', '1 back']);
  }
});

test('an undo or a disposal that fails hides nothing and is not hidden', async () => {
  const { acquire } = journalResource();
  const broken = (name: 'undo' | 'dispose') =>
    around({
      acquire: asked => ({
        ...acquire(asked),
        ...(name === 'undo' && { undo: () => raise('undo') }),
        ...(name === 'dispose' && { [Symbol.dispose]: () => raise('dispose') }),
      }),
    });
  for (const name of ['undo', 'dispose'] as const) {
    await assert.rejects(broken(name)(async () => fail(false))(), (error: AggregateError) => {
      assert.deepEqual(error.errors.map(String), ['Error: no', `Error: ${name}`]);
      return true;
    });
  }
  assert.throws(
    broken('dispose')(() => 1),
    (error: Error) => {
      assert.ok(error instanceof ReleaseFailedError);
      assert.match(String(error.cause), /dispose/);
      return true;
    },
  );
});

test('a call inside a scope of the same resource shares what is held, sync and async, side by side and 50 deep', async () => {
  const { journal, seen } = journalResource();
  const deep = journal(async (depth: number): Promise<number> => {
    assert.equal(journal.current()?.depth, 50 - depth);
    return depth > 0 ? deep(depth - 1) : journal(() => journal.held().number)();
  });
  assert.equal(await deep(50), 1);
  await journal(async () => {
    const part = journal(async () => {
      await nextTurn();
      return journal.held().number;
    });
    assert.deepEqual(await Promise.all([part(), part()]), [2, 2]);
  })();
  assert.deepEqual(seen, [...KEPT, '2 taken', '2 kept', '2 back']);
});

test('a failing inner call that is caught dooms what can be undone, and leaves alone what cannot', async () => {
  const { journal, seen } = journalResource();
  const cause = new Error('inner');
  const outer = journal(async () => {
    await assert.rejects(journal(async () => Promise.reject(cause))(), cause);
  });
  await assert.rejects(outer(), error => error instanceof UnexpectedRollbackError && error.cause === cause);
  assert.match(seen.join(), /1 taken,1 undone: .*,1 back/);
  let back = 0;
  const plain = around({ acquire: () => ({ [Symbol.dispose]: () => void back++ }) });
  plain(() => assert.throws(plain(() => fail(false))))();
  assert.equal(back, 1);
});

test('own takes another one inside, forbid refuses to nest, require refuses to be outermost', () => {
  const { journal, seen } = journalResource();
  const number = () => journal.held().number;
  journal(() => {
    assert.deepEqual([journal(number)(), journal(number, { nested: 'own' })(), number()], [1, 2, 1]);
    assert.throws(journal(number, { nested: 'forbid' }), NestingForbiddenError);
    assert.equal(journal(number, { nested: 'require' })(), 1);
  })();
  assert.throws(journal(number, { nested: 'require' }), ScopeRequiredError);
  assert.throws(number, ScopeRequiredError);
  assert.deepEqual(seen, ['1 taken', '2 taken', '2 kept', '2 back', '1 kept', '1 back']);
});

test('what outlives its scope can neither ask for what was held nor open a scope; detach leaves on purpose', async () => {
  const { journal } = journalResource();
  const gate = Promise.withResolvers<void>();
  const late = journal(() => ({
    held: gate.promise.then(() => journal.held()),
    nested: gate.promise.then(() => journal(() => 1)()),
    detached: journal.detach(() => gate.promise.then(() => journal(() => journal.held().number)())),
  }))();
  gate.resolve();
  await assert.rejects(late.held, ScopeClosedError);
  await assert.rejects(late.nested, ScopeClosedError);
  assert.equal(await late.detached, 2);
});

test('a wait that takes too long ends with an error and an aborted signal, and what arrives later is given back', async () => {
  const arrival = Promise.withResolvers<void>();
  const back = Promise.withResolvers<void>();
  const signals: AbortSignal[] = [];
  const slow = around({
    acquireTimeoutMs: 5,
    acquire: async ({ signal }) => {
      signals.push(signal);
      await arrival.promise;
      return { [Symbol.asyncDispose]: async () => back.resolve() };
    },
  });
  await assert.rejects(slow(async () => assert.fail('it ran'), { label: 'waiter' })(), (error: Error) => {
    assert.ok(error instanceof AcquireTimeoutError && error.waitedMs > 0);
    assert.match(error.message, /"waiter" gave up waiting/);
    assert.equal(signals[0]?.reason, error);
    return true;
  });
  arrival.resolve();
  await back.promise;
});

test('an abort ends the wait, and a scope that runs; nobody stays on the signal', async () => {
  const { journal, seen } = journalResource();
  const reason = new Error('not wanted');
  const waiting = new AbortController();
  const never = around({ acquire: () => new Promise<Disposable>(() => {}) });
  const wait = never(async () => {}, { signal: waiting.signal })();
  waiting.abort(reason);
  await assert.rejects(wait, reason);

  const running = new AbortController();
  const run = journal(() => new Promise<void>(() => {}), { kind: 'async', signal: running.signal })();
  await nextTurn();
  running.abort(reason);
  await assert.rejects(run, reason);
  assert.deepEqual(seen, ['1 taken', '1 undone: not wanted', '1 back']);

  await assert.rejects(journal(async () => {}, { signal: running.signal })(), reason);
  const { signal } = new AbortController();
  await journal(async () => {}, { signal })();
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
});

test('a scope held too long is undone and given back before its caller hears of it, and cannot go on', async () => {
  const seen: string[] = [];
  const slowBack = around({
    holdTimeoutMs: 5,
    acquire: () => ({
      [Symbol.asyncDispose]: async () => {
        await nextTurn();
        seen.push('back');
      },
    }),
  });
  const gate = Promise.withResolvers<void>();
  const late = Promise.withResolvers<void>();
  const work = slowBack(async () => {
    await gate.promise;
    assert.throws(() => slowBack.held(), ScopeClosedError);
    late.resolve();
  });
  await assert.rejects(work(), HoldTimeoutError);
  assert.deepEqual(seen, ['back']);
  gate.resolve();
  await late.promise;
});

test('hooks run between keeping and giving back, after it, or after undoing; one that throws changes no result', async () => {
  const errors: string[] = [];
  const { acquire, seen } = journalResource();
  const journal = around({ acquire, onError: error => errors.push(String(error)) });
  const register = () => {
    const scope = journal.current()!;
    scope.onCommit(() => raise('hook'));
    scope.onCommit(() => void seen.push('onCommit'));
    scope.afterCommit(() => seen.push('afterCommit'));
    scope.onRollback(() => seen.push('onRollback'));
  };
  await journal(async () => journal(register)())();
  assert.deepEqual(seen.splice(0), ['1 taken', '1 kept', 'onCommit', '1 back', 'afterCommit']);
  assert.deepEqual(errors, ['Error: hook']);
  assert.throws(
    journal(() => {
      register();
      fail(false);
    }),
  );
  assert.deepEqual(seen, ['2 taken', '2 undone: no', 'onRollback', '2 back']);
});

test('run gives the scope to its function, and its arguments to acquire', async () => {
  const seat = around({
    acquire: ({ args: [row] }: Asked<[number]>) => ({ row, [Symbol.dispose]() {} }),
  });
  assert.equal(
    seat.run(scope => scope.held.row, {}, 7),
    7,
  );
  assert.equal(await seat.run(async scope => scope.held.row, { label: 'seat' }, 8), 8);
});

function fail(isGood: boolean): void {
  if (!isGood) raise('no');
}

function raise(message: string): never {
  throw new Error(message);
}

function step(value: string) {
  return { value, done: false };
}
