import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openTempDatabase } from './transaction/testing/temp-database.ts';
import {
  AsyncResultInSyncScopeError,
  CommitFailedError,
  NestingForbiddenError,
  ScopeClosedError,
  ScopeDeadError,
  ScopeInterleaveError,
  ScopeRequiredError,
  sqliteCode,
  UnexpectedRollbackError,
  WriteOutsideScopeError,
} from './transactional.ts';

test('A1 a wrapped function keeps its kind, this, arguments, name and length', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  function addAs(this: { prefix: string }, name: string, count: number): string {
    add(this.prefix + name);
    return name.repeat(count);
  }
  const sync = transactional(addAs);
  const later = transactional(async (name: string) => {
    await nextTurn();
    add(name);
    return name;
  });
  const each = transactional(async function* addEach(names: readonly string[]): AsyncGenerator<string, number, void> {
    for (const name of names) {
      add(name);
      yield name;
    }
    return names.length;
  });

  assert.equal(sync.call({ prefix: 'a-' }, 'b', 2), 'bb');
  assert.equal(await later('c'), 'c');
  const steps = each(['d', 'e']);
  assert.deepEqual(await steps.next(), { value: 'd', done: false });
  assert.deepEqual(await steps.next(), { value: 'e', done: false });
  assert.deepEqual(await steps.next(), { value: 2, done: true });
  assert.deepEqual(committed(), ['a-b', 'c', 'd', 'e']);
  assert.deepEqual([sync.name, sync.length, each.name], ['addAs', 2, 'addEach']);
});

test('A1 a decorated method keeps this and arguments, also static, private and with options', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  class Shop {
    readonly prefix = 'shop-';
    @transactional
    buy(name: string): string {
      add(this.prefix + name);
      return name;
    }
    @transactional({ label: 'slow order' })
    async order(name: string): Promise<string> {
      await nextTurn();
      return this.#book(name);
    }
    @transactional
    #book(name: string): string {
      add(`${transactional.current()?.depth} ${name}`);
      return name;
    }
    @transactional
    static open(name: string): void {
      add(name);
    }
  }
  const shop = new Shop();
  assert.equal(shop.buy('tea'), 'tea');
  assert.equal(await shop.order('milk'), 'milk');
  Shop.open('door');
  assert.deepEqual(committed(), ['shop-tea', '1 milk', 'door']);
  assert.equal(shop.order.name, 'order');
});

test('the example in the head works', async t => {
  const { transactional } = openTempDatabase(t);
  const run = (sql: string, ...params: unknown[]) =>
    transactional
      .connection('write')
      .prepare(sql)
      .run(...params);
  const emitted: string[] = [];
  const topic = { emit: (name: string) => emitted.push(name) };
  const sendInvoice = async (name: string) => run('INSERT INTO item (name) VALUES (?)', `invoice ${name}`);
  const addItem = transactional((name: string) => run('INSERT INTO item (name) VALUES (?)', name));

  class Orders {
    @transactional
    async place(name: string): Promise<void> {
      run('INSERT INTO item (name) VALUES (?)', name);
      await transactional(sendInvoice)(name);
      transactional.current()?.onCommit(() => topic.emit(name));
    }
  }

  await new Orders().place('cup');
  await transactional.batch(() => addItem('tea'));
  assert.deepEqual(emitted, ['cup']);
  assert.equal(transactional.stats().commits, 2);
});

test('a use that cannot work says its cure', t => {
  const { transactional } = openTempDatabase(t);
  const loose = transactional as unknown as (...args: unknown[]) => unknown;
  assert.throws(() => loose(function* () {}), /async generator/);
  assert.throws(() => loose({}, 'method', {}), /experimentalDecorators/);
  assert.throws(() => loose(class {}, { kind: 'class', addInitializer() {} }), /decorates methods/);
});

test('A2 each of 100 concurrent calls of one function sees a scope of its own', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const work = transactional(async (name: string) => {
    const before = transactional.current();
    await nextTurn();
    assert.equal(transactional.current(), before);
    add(name);
    return before?.id;
  });
  const ids = await Promise.all(Array.from({ length: 100 }, (_, index) => work(`item ${index}`)));
  assert.equal(new Set(ids).size, 100);
  assert.equal(committed().length, 100);
  assert.equal(transactional.current(), undefined);
});

test('A3 overlapping async scopes never see rows of each other that are not committed', async t => {
  const { transactional, add, names } = openTempDatabase(t);
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
});

test('A4 a plain read during an open scope sees only what is committed', async t => {
  const { transactional, add, names } = openTempDatabase(t);
  transactional.run(() => add('old'));
  await transactional.run(async () => {
    add('new');
    await nextTurn();
    assert.deepEqual(transactional.detach(names), ['old']);
    assert.deepEqual(names(), ['old', 'new']);
  });
  assert.deepEqual(names(), ['old', 'new']);
});

test('A5 a write that was answered survives the later rollback of a scope that began before it', async t => {
  for (const turns of [0, 1, 2, 3]) {
    const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A7 a nested failure that is caught takes its own rows with it, three levels deep', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A8 nested scopes started side by side run one after the other, a failing one alone is undone', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A8 when their parent fails, siblings that wait are refused at once and the running one when it goes on', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
    refused.push(assert.rejects(part('running'), ScopeClosedError), assert.rejects(part('waiting'), ScopeClosedError));
    await running.promise;
    throw new Error('no');
  });
  await assert.rejects(outer, /no/);
  await refused[1];
  gate.resolve();
  await refused[0];
  assert.deepEqual(committed(), []);
});

test('A9 a parent that goes on while a child is open is refused, and works again afterwards', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A9 a parent that ends while a child is open rolls back, and the child cannot write any more', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A10 calls nested 50 deep complete, sync and async', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A11 a joined scope that fails dooms the outer one, also when its error is caught', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('a joined scope that goes well shares the fate of the outer one', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const join = transactional((name: string) => add(name), { nested: 'join' });
  transactional.run(() => join('kept'));
  assert.throws(() => transactional.run(() => fail(() => join('lost'))), /no lost/);
  assert.deepEqual(committed(), ['kept']);
});

test('a joined failure dooms only the savepoint that it joined', t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const join = transactional(() => fail(() => add('joined')), { nested: 'join' });
  const savepoint = transactional(() => assert.throws(join));
  transactional.run(() => {
    add('outer');
    assert.throws(savepoint, UnexpectedRollbackError);
  });
  assert.deepEqual(committed(), ['outer']);
});

test('setRollbackOnly undoes the scope and tells its caller so', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const reason = new Error('a rehearsal');
  const rehearse = transactional.batch(scope => {
    add('rehearsed');
    scope.setRollbackOnly(reason);
  });
  await assert.rejects(rehearse, error => error instanceof UnexpectedRollbackError && error.cause === reason);
  assert.deepEqual(committed(), []);
});

test('A12 forbid refuses to nest and require refuses to be outermost, before anything runs', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A13 what outlives its scope can neither write nor read, also while another scope is open', async t => {
  const { transactional, add, names, committed } = openTempDatabase(t);
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
});

test('A13 detach leaves the scope on purpose', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A13 a scope that has ended takes no hooks', t => {
  const { transactional } = openTempDatabase(t);
  const scope = transactional.run(scope => scope);
  assert.throws(() => scope.onCommit(() => {}), ScopeClosedError);
  assert.throws(() => scope.setRollbackOnly(), ScopeClosedError);
});

test('A14 a promise from a sync function is an error, and its continuation cannot write', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const gate = Promise.withResolvers<void>();
  let continuation: Promise<unknown> | undefined;
  const sneaky = () => {
    add('first');
    continuation = gate.promise.then(() => add('second'));
    return continuation;
  };
  assert.throws(() => transactional.run(sneaky), AsyncResultInSyncScopeError);
  await assert.rejects(transactional.batch(sneaky as () => never), AsyncResultInSyncScopeError);
  gate.resolve();
  await assert.rejects(continuation!, ScopeClosedError);
  assert.deepEqual(committed(), []);
});

test('A15 a transaction that SQLite ends by itself fails, and nothing runs in autocommit after it', async t => {
  const { transactional, add, prepare, committed } = openTempDatabase(t);
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
});

test('A16 a commit that fails rejects, runs no hook, and leaves the writer usable', async t => {
  const { transactional, prepare, add, committed, other } = openTempDatabase(t);
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
});

test('A27 a write outside of scopes is refused, BEGIN and its kin everywhere', t => {
  const { transactional, add, prepare, names } = openTempDatabase(t);
  assert.throws(() => add('stray'), WriteOutsideScopeError);
  assert.throws(() => prepare("INSERT INTO item (name) VALUES ('x') RETURNING id").get(), WriteOutsideScopeError);
  transactional.run(() => {
    for (const sql of ['COMMIT', ' -- why\n /* not */ rollback', 'SAVEPOINT a', "ATTACH 'x' AS y"]) {
      assert.throws(() => prepare(sql).run(), /scopes begin and end transactions/);
    }
  });
  assert.deepEqual(names(), []);
});

test('work of another database is not part of the scope', t => {
  const first = openTempDatabase(t);
  const second = openTempDatabase(t);
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
});

function fail(first: () => void): void {
  first();
  throw new Error('no lost no sync');
}

function grab(fn: () => unknown): unknown {
  try {
    return fn();
  } catch (error) {
    return error;
  }
}
