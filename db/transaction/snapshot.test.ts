import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  AcquireTimeoutError,
  HoldTimeoutError,
  ReaderBusyError,
  ReadOnlyScopeError,
  ScopeClosedError,
} from '../transactional.ts';
import { openTempDatabase } from './testing/temp-database.ts';

const snapshot = { access: 'snapshot' } as const;

test('A26 a snapshot shows one state, that of its beginning, whatever is committed meanwhile', async t => {
  const { transactional, add, names } = openTempDatabase(t);
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
});

test('A26 a write in a snapshot is refused, and so is a scope that writes', async t => {
  const { transactional, add, committed } = openTempDatabase(t);
  await transactional.run(async () => {
    assert.throws(() => add('never'), ReadOnlyScopeError);
    assert.throws(() => transactional.run(() => add('never')), ReadOnlyScopeError);
    await assert.rejects(
      transactional.batch(() => add('never')),
      ReadOnlyScopeError,
    );
  }, snapshot);
  assert.deepEqual(committed(), []);
});

test('A26 a snapshot held too long gives its connection back, and the log can be emptied after it', async t => {
  const { transactional, add, names, checkpoint } = openTempDatabase(t, { readers: 1 });
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
});

test('snapshots wait for a connection, sync ones do not', async t => {
  const { transactional, names } = openTempDatabase(t, { readers: 1 });
  await transactional.run(async () => {
    const beside = transactional.detach(() =>
      transactional.run(async () => names(), { ...snapshot, acquireTimeoutMs: 5 }),
    );
    await assert.rejects(beside, AcquireTimeoutError);
    assert.throws(() => transactional.detach(() => transactional.run(names, snapshot)), ReaderBusyError);
  }, snapshot);
  assert.deepEqual(transactional.run(names, snapshot), []);
});

test('a snapshot inside a write scope reads what that scope has written, and cannot write', async t => {
  const { transactional, add, names, committed } = openTempDatabase(t);
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
});

test('snapshots inside a snapshot share it, side by side', async t => {
  const { transactional, add, names } = openTempDatabase(t, { readers: 1 });
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
});

test('rows are streamed in a snapshot, and a cursor left open is cut at its end', async t => {
  const { transactional, add, prepare, names } = openTempDatabase(t, { readers: 1 });
  transactional.run(() => ['a', 'b', 'c'].forEach(add));
  const select = prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  const rows = transactional.run(() => {
    const read = [...select.iterate()].map(row => row.name);
    assert.deepEqual(read, ['a', 'b', 'c']);
    for (const _ of select.iterate()) assert.deepEqual(names(), read);
    for (const _ of select.iterate()) break;
    const left = select.iterate();
    left.next();
    return left;
  }, snapshot);
  assert.throws(() => rows.next(), ScopeClosedError);
  assert.deepEqual(transactional.run(names, snapshot), ['a', 'b', 'c']);
});

test('rows can be iterated elsewhere too, while writing', t => {
  const { transactional, add, prepare, committed } = openTempDatabase(t);
  const select = prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  transactional.run(() => {
    ['a', 'b'].forEach(add);
    for (const { name } of select.iterate()) transactional.run(() => add(`${name} again`));
  });
  assert.deepEqual(
    Array.from(select.iterate(), row => row.name),
    committed(),
  );
  assert.equal(committed().length, 4);
});

test('an async generator streams a snapshot and gives its connection back when left', async t => {
  const { transactional, add, prepare } = openTempDatabase(t, { readers: 1 });
  transactional.run(() => ['a', 'b', 'c'].forEach(add));
  const select = prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  const stream = transactional(async function* () {
    for (const { name } of select.iterate()) yield name;
  }, snapshot);
  for await (const name of stream()) {
    await transactional.batch(() => add(`after ${name}`));
    if (name === 'b') break;
  }
  const all: string[] = [];
  for await (const name of stream()) all.push(name);
  assert.deepEqual(all, ['a', 'b', 'c', 'after a', 'after b']);
});

function grab(fn: () => unknown): unknown {
  try {
    return fn();
  } catch (error) {
    return error;
  }
}
