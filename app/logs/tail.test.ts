import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Logs } from './logs.ts';
import { startTail } from './tail.ts';
import { line, openTempLogs, texts } from './testing/temp-logs.ts';

test('begins with the newest lines of its stream, and goes on with those that come', async t => {
  const { store } = openTempLogs(t);
  await store.append([1, 2, 3, 4].map(n => line('app', `${n}`)));
  const { tail, changes } = await start(t, store, 3);
  assert.deepEqual(seen(tail), ['2', '3', '4']);
  await store.append([line('other', 'x'), line('app', '5')]);
  await store.append([line('other', 'y')]);
  assert.deepEqual(seen(tail), ['3', '4', '5']);
  assert.equal(changes.count, 1, 'lines of other streams are no change');
});

test('has every line once and in order, whenever it starts, while others write without pause', async t => {
  const { store } = openTempLogs(t);
  const stop = new AbortController();
  const writing = [0, 1, 2, 3].map(async writer => {
    for (let i = 0; !stop.signal.aborted; i++) await store.append([line('app', `${writer} ${i}`), line('other', 'x')]);
  });
  const followers = [];
  for (let round = 0; round < 50; round++) {
    followers.push(await start(t, store, 100_000));
    await store.append([line('app', `main ${round}`)]);
  }
  stop.abort();
  await Promise.all(writing);
  await store.append([]);
  const all = await texts(store, 'app', 100_000);
  assert.ok(all.length > 50, `${all.length} lines`);
  for (const { tail } of followers) assert.deepEqual(seen(tail), all);
});

test('a line that is committed while the tail is read is there once', async t => {
  const { store } = openTempLogs(t);
  await store.append([line('app', 'one')]);
  const slow: Pick<Logs, 'tail' | 'live'> = {
    live: store.live,
    async tail(stream, limit) {
      await store.append([line(stream, 'before the answer')]);
      const lines = await store.tail(stream, limit);
      await store.append([line(stream, 'after the answer')]);
      return lines;
    },
  };
  const { tail } = await start(t, slow, 10);
  await store.append([line('app', 'last')]);
  assert.deepEqual(seen(tail), ['one', 'before the answer', 'after the answer', 'last']);
});

test('more lines than are kept for it lose the tail, once, and nothing follows', async t => {
  const { store } = openTempLogs(t);
  const { lost, changes, whenLost } = await start(t, store, 10);
  await store.append(Array.from({ length: 5000 }, (_, i) => line('app', `${i}`)));
  await whenLost;
  await store.append([line('app', 'x')]);
  assert.deepEqual([lost, changes.count, store.live.subscribers], [[undefined], 0, 0]);
});

test('a log that ends or fails loses the tail, once', async t => {
  const closing = openTempLogs(t);
  const follower = await start(t, closing.store, 10);
  await closing.store.close();
  await follower.whenLost;
  assert.deepEqual(follower.lost, [undefined]);
  const failing = openTempLogs(t);
  const other = await start(t, failing.store, 10);
  const failure = new Error('the keeper failed');
  failing.store.live.fail(failure);
  await other.whenLost;
  assert.deepEqual(other.lost, [failure]);
});

test('a log that cannot be read fails the start, and leaves no subscriber', async t => {
  const { store } = openTempLogs(t);
  const failing = { live: store.live, tail: () => Promise.reject(new Error('no disk')) };
  await assert.rejects(start(t, failing, 10), /no disk/);
  assert.equal(store.live.subscribers, 0);
});

test('a stopped tail hears of nothing more', async t => {
  const { store } = openTempLogs(t);
  const { tail, changes, lost } = await start(t, store, 10);
  await store.append([line('app', 'one')]);
  const { stop } = tail;
  stop();
  await store.append([line('app', 'two')]);
  await store.close();
  assert.deepEqual([seen(tail), changes.count, lost, store.live.subscribers], [['one'], 1, [], 0]);
});

async function start(t: TestContext, logs: Pick<Logs, 'tail' | 'live'>, limit: number) {
  const changes = { count: 0 };
  const lost: unknown[] = [];
  const whenLost = Promise.withResolvers<void>();
  const tail = await startTail(logs, {
    stream: 'app',
    limit,
    onChange: () => changes.count++,
    onLost(reason) {
      lost.push(reason);
      whenLost.resolve();
    },
  });
  t.after(() => tail.stop());
  return { tail, changes, lost, whenLost: whenLost.promise };
}

function seen(tail: { readonly lines: readonly { readonly text: string }[] }): string[] {
  return tail.lines.map(({ text }) => text);
}
