import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  AcquireTimeoutError,
  HoldTimeoutError,
  ReaderBusyError,
  ReadOnlyScopeError,
  ScopeClosedError,
} from '../../transactional.ts';
import type { TckTable } from './tck-database.ts';
import { grab } from './tck-grab.ts';

const snapshot = { access: 'snapshot' } as const;

export const snapshotsClaims: TckTable = {
  'A26 a snapshot shows one state, that of its beginning, whatever is committed meanwhile': async ({ open }) => {
    const { transactional, add, names } = open();
    transactional.run(() => add('old'));
    await transactional.run(async () => {
      await transactional.detach(() => transactional.batch(() => add('new')));
      assert.deepEqual(names(), ['old']);
      await nextTurn();
      assert.deepEqual(names(), ['old']);
    }, snapshot);
    assert.deepEqual(
      transactional.run(() => names(), snapshot),
      ['old', 'new'],
    );
  },

  'A26 a write in a snapshot is refused, and so is a scope that writes': async ({ open }) => {
    const { transactional, add, committed } = open();
    await transactional.run(async () => {
      assert.throws(() => add('never'), ReadOnlyScopeError);
      assert.throws(() => transactional.run(() => add('never')), ReadOnlyScopeError);
      await assert.rejects(
        transactional.batch(() => add('never')),
        ReadOnlyScopeError,
      );
    }, snapshot);
    assert.deepEqual(committed(), []);
  },

  'A26 a snapshot held too long gives its connection back, and the log can be emptied after it': async ({ open }) => {
    const { transactional, add, names, checkpoint } = open({ readers: 1 });
    const running = Promise.withResolvers<void>();
    const late = Promise.withResolvers<unknown>();
    const slow = transactional.run(
      async scope => {
        running.resolve();
        await once(scope.signal, 'abort');
        late.resolve(grab(names));
      },
      { ...snapshot, holdTimeoutMs: 20 },
    );
    await running.promise;
    transactional.run(() => add('beside'));
    assert.equal(checkpoint(), false);
    const next = transactional.run(async () => names(), snapshot);
    await assert.rejects(slow, HoldTimeoutError);
    assert.ok((await late.promise) instanceof ScopeClosedError);
    assert.deepEqual(await next, ['beside']);
    assert.equal(checkpoint(), true);
  },

  'A18 A26 snapshots wait for a connection, sync ones do not': async ({ open }) => {
    const { transactional, names } = open({ readers: 1 });
    await transactional.run(async () => {
      const beside = transactional.detach(() =>
        transactional.run(async () => names(), { ...snapshot, acquireTimeoutMs: 5 }),
      );
      await assert.rejects(beside, AcquireTimeoutError);
      assert.throws(() => transactional.detach(() => transactional.run(names, snapshot)), ReaderBusyError);
    }, snapshot);
    assert.deepEqual(transactional.run(names, snapshot), []);
  },

  'A26 a snapshot inside a write scope reads what that scope has written, and cannot write': async ({ open }) => {
    const { transactional, add, names, committed } = open();
    await transactional.run(async () => {
      add('mine');
      await transactional.run(async () => {
        assert.deepEqual(names(), ['mine']);
        assert.throws(() => add('never'), ReadOnlyScopeError);
      }, snapshot);
      assert.throws(() => transactional.run(() => JSON.parse('{'), snapshot), SyntaxError);
      add('mine too');
    });
    assert.deepEqual(committed(), ['mine', 'mine too']);
  },

  'A26 snapshots inside a snapshot share it, side by side': async ({ open }) => {
    const { transactional, add, names } = open({ readers: 1 });
    const read = transactional(async () => {
      await nextTurn();
      return names();
    }, snapshot);
    const seen = await transactional.run(async () => {
      const both = Promise.all([read(), read()]);
      assert.deepEqual(names(), []);
      await transactional.detach(() => transactional.batch(() => add('new')));
      return both;
    }, snapshot);
    assert.deepEqual(seen, [[], []]);
  },
};
