import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatabaseClosedError } from '../transactional.ts';
import { openTempDatabase } from './testing/temp-database.ts';

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
