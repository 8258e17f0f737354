import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeeperBusyError, KeeperClosedError, KeeperFailedError, UnwritableError } from './keeper-errors.ts';
import { siblingModule } from './sibling-module.ts';
import { type Keeper, type KeeperOptions, startKeeper } from './start-keeper.ts';
import type { TestCalls } from './testing/keeper.ts';

test('answers calls with what the worker knows', async t => {
  const keeper = start(t, { workerData: { path: 'history.db' } });
  assert.deepEqual(await keeper.call('workerData', []), { path: 'history.db' });
  assert.equal(keeper.pending, 0);
});

test('gives the error of the worker with its name, message and code', async t => {
  const keeper = start(t);
  await assert.rejects(keeper.call('fail', ['SQLITE_CORRUPT']), {
    name: 'RangeError',
    message: 'out of paper',
    code: 'SQLITE_CORRUPT',
  });
});

test('gives every kind of busy as the one that means: try again', async t => {
  await assert.rejects(start(t).call('failBusy', []), KeeperBusyError);
});

test('tells of a full disk, or a file that cannot be written, in a sentence and with a time to come again', async t => {
  const keeper = start(t);
  for (const [code, sentence] of [
    ['SQLITE_FULL', /disk of the server is full: nothing was stored/],
    ['SQLITE_IOERR_WRITE', /cannot write its data file \(SQLITE_IOERR_WRITE\)/],
    ['SQLITE_READONLY', /cannot write its data file/],
  ] as const) {
    await assert.rejects(keeper.call('fail', [code]), (error: unknown) => {
      assert.ok(error instanceof UnwritableError);
      assert.match(error.sentence, sentence);
      assert.equal(error.retryAfterSeconds, 10);
      return true;
    });
  }
});

test('says so when an answer cannot be sent, and goes on', async t => {
  const keeper = start(t);
  await assert.rejects(keeper.call('answerUncloneable', []), { name: 'DataCloneError' });
  assert.equal(await keeper.call('count', [0]), 0);
});

test('moves what is to be transferred', async t => {
  const keeper = start(t);
  const bytes = new Uint8Array(10_000);
  assert.equal(await keeper.call('sizeBytes', [bytes], { transfer: [bytes.buffer] }), 10_000);
  assert.equal(bytes.byteLength, 0);
});

test('delivers events in order and before the answer of the call that published them', async t => {
  const seen: number[] = [];
  const keeper = start(t, { onEvent: number => seen.push(number) });
  await keeper.call('count', [100]);
  assert.deepEqual(
    seen,
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
});

test('rejects an aborted call at once and never begins it where it still waits', async t => {
  const keeper = start(t);
  const flag = createFlag();
  const blocked = keeper.call('block', [flag]);
  const abort = new AbortController();
  const dropped = keeper.call('note', ['dropped'], { signal: abort.signal });
  const kept = keeper.call('note', ['kept']);
  abort.abort(new Error('the visitor left'));
  await assert.rejects(dropped, /the visitor left/);
  assert.equal(keeper.pending, 3, 'an aborted call counts until the worker has dropped it');
  raise(flag);
  await Promise.all([blocked, kept]);
  assert.deepEqual(await keeper.call('notes', []), ['kept']);
  assert.equal(keeper.pending, 0);
});

test('ignores the answer of an aborted call that was running', async t => {
  const keeper = start(t);
  const flag = createFlag();
  const abort = new AbortController();
  const waiting = keeper.call('wait', [flag], { signal: abort.signal });
  await keeper.call('notes', []);
  abort.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
  raise(flag);
  assert.equal(await keeper.call('count', [0]), 0);
});

test('does not send a call whose signal is aborted already', async t => {
  const keeper = start(t);
  await assert.rejects(keeper.call('note', ['late'], { signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.deepEqual(await keeper.call('notes', []), []);
});

test('refuses calls beyond the bound and takes them again when there is room', async t => {
  const keeper = start(t, { maxPendingCalls: 2 });
  const flag = createFlag();
  const waiting = [keeper.call('wait', [flag]), keeper.call('note', ['second'])];
  await assert.rejects(keeper.call('note', ['third']), (error: unknown) => {
    assert.ok(error instanceof KeeperBusyError);
    assert.equal(error.retryAfterSeconds, 1);
    assert.match(error.message, /test keeper is busy: 2 calls/);
    return true;
  });
  raise(flag);
  await Promise.all(waiting);
  assert.deepEqual(await keeper.call('notes', []), ['second']);
});

test('a crash rejects everything pending, is told once, and is remembered', async () => {
  const told: KeeperFailedError[] = [];
  const keeper = start(undefined, { onFailure: error => told.push(error) });
  const answered = keeper.call('count', [3]);
  const pending = [keeper.call('crash', []), keeper.call('wait', [createFlag()])];
  const results = await Promise.allSettled(pending);
  for (const result of results) {
    assert.ok(result.status === 'rejected' && result.reason instanceof KeeperFailedError);
    assert.equal(result.reason.message, 'The test keeper threw an error.');
    assert.match(String(result.reason.cause), /the worker tripped/);
  }
  assert.equal(await answered, 3, 'what was answered before the crash stays answered');
  assert.deepEqual(told, [keeper.failure]);
  await assert.rejects(keeper.call('notes', []), KeeperFailedError);
  await assert.rejects(keeper.close(), KeeperFailedError);
});

test('a module that cannot be loaded fails like a crash', async () => {
  const keeper = startKeeper<TestCalls>(new URL('./testing/missing.ts', import.meta.url), {
    name: 'test keeper',
    workerData: null,
  });
  await assert.rejects(keeper.call('notes', []), (error: KeeperFailedError) => /missing/.test(String(error.cause)));
});

test('close lets everything accepted finish, then refuses', async () => {
  const seen: number[] = [];
  const keeper = start(undefined, { onEvent: number => seen.push(number) });
  const flag = createFlag();
  const waiting = keeper.call('wait', [flag]);
  const last = keeper.call('count', [2]);
  const closed = keeper.close();
  await assert.rejects(keeper.call('notes', []), KeeperClosedError);
  assert.equal(await last, 2);
  raise(flag);
  await waiting;
  await closed;
  assert.deepEqual(seen, [1, 2, -1], 'the close of the worker comes last');
  await keeper.close();
  assert.equal(keeper.failure, undefined);
});

test('close terminates a worker that does not come to an end', async () => {
  const keeper = start(undefined, { closeTimeoutMs: 50 });
  const stuck = keeper.call('wait', [createFlag()]);
  stuck.catch(() => {});
  await assert.rejects(keeper.close(), /did not close within 50 ms/);
  await assert.rejects(stuck, KeeperFailedError);
});

test('finds the module beside source and beside compiled code', () => {
  assert.equal(siblingModule('./keeper', 'file:///app/history/store.ts').href, 'file:///app/history/keeper.ts');
  assert.equal(
    siblingModule('./keeper', 'file:///dist/app/history/store.js').href,
    'file:///dist/app/history/keeper.js',
  );
});

type Options = Partial<KeeperOptions<number>>;

function start(t: { after(f: () => Promise<void>): void } | undefined, options: Options = {}): Keeper<TestCalls> {
  const url = siblingModule('./testing/keeper', import.meta.url);
  const keeper = startKeeper<TestCalls, number>(url, { name: 'test keeper', workerData: null, ...options });
  t?.after(() => keeper.close());
  return keeper;
}

function createFlag(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4));
}

function raise(flag: Int32Array): void {
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

test('is not disturbed by what else is said over the port, as Node in watch mode does', async t => {
  const keeper = start(t);
  await keeper.call('sayForeign', [{ 'watch:import': ['file:///some/module.ts'] }]);
  assert.equal(await keeper.call('count', [0]), 0);
});
