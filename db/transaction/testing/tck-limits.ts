import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AcquireTimeoutError, HoldTimeoutError, ScopeClosedError, WriterBusyError } from '../../transactional.ts';
import type { TckTable } from './tck-database.ts';
import { grab } from './tck-grab.ts';
import { lockFromOtherProcess } from './tck-process.ts';

export const limitsClaims: TckTable = {
  'A17 a scope held too long is rolled back at once, and what it does afterwards is refused': async ({ open }) => {
    const { transactional, add, committed } = open();
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
  },

  'A17 a scope inside one that is held too long ends with it, and cannot undo the work of the next': async ({
    open,
  }) => {
    const { transactional, add, committed } = open();
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
  },

  'A18 a call that waited too long names the holder, and nothing of it ran': async ({ open }) => {
    const { transactional, add, committed } = open();
    const gate = Promise.withResolvers<void>();
    const holding = transactional.run(
      async function holder() {
        await gate.promise;
      },
      { holdTimeoutMs: Number.POSITIVE_INFINITY },
    );
    const options = { acquireTimeoutMs: 5, label: 'waiter' };
    const givesUp = (waiting: Promise<unknown>) =>
      assert.rejects(waiting, error => {
        assert.ok(error instanceof AcquireTimeoutError);
        assert.equal(error.holder?.label, 'holder');
        assert.ok(error.holder.ms > 0 && error.waitedMs > 0);
        assert.match(error.holder.stack, /tck-limits/);
        assert.match(error.message, /"waiter" gave up .* held by "holder"/s);
        return true;
      });
    await Promise.all([
      givesUp(transactional.run(async () => add('never'), options)),
      givesUp(transactional.batch(() => add('never'), options)),
    ]);
    gate.resolve();
    await holding;
    assert.deepEqual(committed(), []);
  },

  'A19 aborted while it waits, a call leaves the line and the others go on': async ({ open }) => {
    const { transactional, add, committed } = open();
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
  },

  'A19 aborted while it runs, a scope rolls back': async ({ open }) => {
    const { transactional, add, committed } = open();
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
  },

  'A19 a call that has ended, or been refused, leaves no listener on its signal': async ({ open }) => {
    const { transactional, add } = open();
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
  },

  'A20 a lock held by another process is waited for without stopping the event loop': async ({ open, context }) => {
    const { transactional, add, committed, path } = open();
    const process = await lockFromOtherProcess(context, path);
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
  },
};
