import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  AcquireTimeoutError,
  DatabaseClosedError,
  HoldTimeoutError,
  ScopeClosedError,
  WriterBusyError,
} from '../transactional.ts';
import { openTempDatabase } from './testing/temp-database.ts';

test('A6 a sync scope never waits: while another one holds the writer it is refused', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
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
});

test('A17 a scope held too long is rolled back at once, and what it does afterwards is refused', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const gate = Promise.withResolvers<void>();
  const late = Promise.withResolvers<unknown>();
  const undone: unknown[] = [];
  const slow = transactional.run(
    async scope => {
      add('slow');
      scope.onRollback(cause => undone.push(cause));
      await once(scope.signal, 'abort');
      await gate.promise;
      late.resolve(grab(() => add('late')));
      assert.ok(scope.signal.reason instanceof HoldTimeoutError);
    },
    { holdTimeoutMs: 5 },
  );
  const next = transactional.run(async () => add('next'));
  await assert.rejects(slow, HoldTimeoutError);
  await next;
  gate.resolve();
  const error = await late.promise;
  assert.ok(error instanceof ScopeClosedError && error.cause instanceof HoldTimeoutError);
  assert.equal(undone.length, 1);
  assert.deepEqual(committed(), ['next']);
});

test('A17 a scope inside one that is held too long ends with it, and cannot undo the work of the next', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const gate = Promise.withResolvers<void>();
  const innerEnd = Promise.withResolvers<unknown>();
  const undone: string[] = [];
  const outer = transactional.run(
    async () => {
      const inner = transactional.run(async scope => {
        add('inner');
        scope.onRollback(() => undone.push('inner'));
        await gate.promise;
        throw new Error('late');
      });
      inner.catch(innerEnd.resolve);
      await inner;
    },
    { holdTimeoutMs: 5 },
  );
  await assert.rejects(outer, HoldTimeoutError);
  assert.deepEqual(undone, ['inner']);
  await transactional.run(async () => {
    await transactional.run(async () => {
      add('next');
      gate.resolve();
      assert.match(String(await innerEnd.promise), /late/);
    });
  });
  assert.deepEqual(undone, ['inner']);
  assert.deepEqual(committed(), ['next']);
});

test('A18 a call that waited too long names the holder, and nothing of it ran', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const gate = Promise.withResolvers<void>();
  const holding = transactional.run(
    async function holder() {
      await gate.promise;
    },
    { holdTimeoutMs: Number.POSITIVE_INFINITY },
  );
  const options = { acquireTimeoutMs: 5, label: 'waiter' };
  for (const waiting of [
    transactional.run(async () => add('never'), options),
    transactional.batch(() => add('never'), options),
  ]) {
    await assert.rejects(waiting, error => {
      assert.ok(error instanceof AcquireTimeoutError);
      assert.equal(error.holder?.label, 'holder');
      assert.ok(error.holder.ms > 0 && error.waitedMs > 0);
      assert.match(error.holder.stack, /writer\.test\.ts/);
      assert.match(error.message, /"waiter" gave up .* held by "holder"/s);
      return true;
    });
  }
  gate.resolve();
  await holding;
  assert.deepEqual(committed(), []);
});

test('A19 aborted while it waits, a call leaves the line and the others go on', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const gate = Promise.withResolvers<void>();
  const holding = transactional.run(() => gate.promise, { kind: 'async' });
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = [
    transactional.run(async () => add('never'), { signal }),
    transactional.batch(() => add('never'), { signal }),
  ];
  const others = [transactional.run(async () => add('async')), transactional.batch(() => add('batch'))];
  assert.ok(transactional.stats().queued >= 2);
  const reason = new Error('not wanted any more');
  controller.abort(reason);
  for (const promise of aborted) await assert.rejects(promise, reason);
  await assert.rejects(
    transactional.run(async () => add('never'), { signal }),
    reason,
  );
  gate.resolve();
  await holding;
  await Promise.all(others);
  assert.deepEqual(committed().sort(), ['async', 'batch']);
  assert.equal(transactional.stats().queued, 0);
});

test('A19 aborted while it runs, a scope rolls back', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  const reason = new Error('not wanted any more');
  const running = new AbortController();
  const outermost = transactional.run(
    async () => {
      add('outermost');
      running.abort(reason);
      assert.throws(() => add('late'), ScopeClosedError);
      await new Promise(() => {}); // never ends by itself
    },
    { signal: running.signal },
  );
  await assert.rejects(outermost, reason);

  const inner = new AbortController();
  await transactional.run(async () => {
    add('outer');
    const nested = transactional.run(
      async () => {
        add('nested');
        inner.abort(reason);
        add('late');
      },
      { signal: inner.signal },
    );
    await assert.rejects(nested, reason);
  });
  assert.deepEqual(committed(), ['outer']);
});

test('a call that has ended, or been refused, leaves no listener on its signal', async t => {
  const { transactional, add } = openTempDatabase(t);
  const { signal } = new AbortController();
  const gate = Promise.withResolvers<void>();
  const calls = [
    transactional.run(() => gate.promise, { kind: 'async', signal }),
    transactional.run(async () => add('a'), { signal }),
    transactional.batch(() => add('b'), { signal }),
    transactional.run(async () => add('c'), { signal, acquireTimeoutMs: 1 }),
  ];
  await assert.rejects(calls.pop()!, AcquireTimeoutError);
  gate.resolve();
  await Promise.all(calls);
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
});

test('A20 a lock held by another process is waited for without stopping the event loop', async t => {
  const { transactional, add, committed, path } = openTempDatabase(t);
  const process = await lockFromOtherProcess(t, path);
  assert.throws(() => transactional.run(() => add('sync')), WriterBusyError);
  const hasNoTime = transactional.run(async () => add('hurried'), { acquireTimeoutMs: 5 });
  await assert.rejects(hasNoTime, error => error instanceof AcquireTimeoutError && error.holder === undefined);
  const writes = [
    transactional.run(async () => add('async'), { acquireTimeoutMs: 60_000 }),
    transactional.batch(() => add('batch'), { acquireTimeoutMs: 60_000 }),
  ];
  for (let turn = 0; turn < 20; turn++) await nextTurn(); // a sleeping event loop could never tell the other to go on
  assert.deepEqual(committed(), []);
  process.stdin?.end();
  await Promise.all(writes);
  assert.deepEqual(committed().sort(), ['async', 'batch']);
});

test('closing ends open scopes and refuses the waiting ones', async t => {
  const { transactional, add, committed, close } = openTempDatabase(t, { readers: 1 });
  const running = Promise.withResolvers<void>();
  const open = transactional.run(async () => {
    add('open');
    running.resolve();
    await new Promise(() => {});
  });
  await running.promise;
  const snapshot = () => transactional.run(() => new Promise<void>(() => {}), { kind: 'async', access: 'snapshot' });
  const waiting = [
    transactional.run(async () => add('never')),
    transactional.batch(() => add('never')),
    ...[snapshot(), snapshot()],
  ];
  const refused = [open, ...waiting].map(promise => assert.rejects(promise, DatabaseClosedError));
  close();
  close();
  await Promise.all(refused);
  assert.throws(() => transactional.run(() => add('never')), DatabaseClosedError);
  assert.deepEqual(committed(), []);
});

test('stats tell who holds the writer and who waits', async t => {
  const { transactional, add } = openTempDatabase(t);
  await transactional.run(async function holder() {
    const waiting = transactional.detach(() => transactional.run(async () => add('waiting')));
    await nextTurn();
    const { queued, heldBy } = transactional.stats();
    assert.deepEqual([queued, heldBy?.label], [1, 'holder']);
    waiting.catch(() => {});
  });
  await assert.rejects(
    transactional.run(async () => Promise.reject(new Error('no'))),
    /no/,
  );
  const { commits, rollbacks, heldBy, acquireP99Ms } = transactional.stats();
  assert.deepEqual({ commits, rollbacks, heldBy }, { commits: 2, rollbacks: 1, heldBy: undefined });
  assert.ok(acquireP99Ms > 0);
});

/** A process that has the write lock of the file until its input ends. */
async function lockFromOtherProcess(t: TestContext, path: string): Promise<ChildProcess> {
  const script = `
    const db = new (require('better-sqlite3'))(${JSON.stringify(path)});
    db.exec('BEGIN IMMEDIATE');
    process.stdout.write('locked');
    process.stdin.on('end', () => db.exec('ROLLBACK')).resume();`;
  const child = spawn(process.execPath, ['-e', script], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill());
  await once(child.stdout, 'data');
  return child;
}

function grab(fn: () => unknown): unknown {
  try {
    return fn();
  } catch (error) {
    return error;
  }
}
