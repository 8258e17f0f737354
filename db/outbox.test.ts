import assert from 'node:assert/strict';
import { AsyncResource } from 'node:async_hooks';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import type { Item, Subscription } from '../app/stream/reactive.ts';
import type { Change } from './outbox.ts';
import { openState, type State } from './state.ts';
import { makeTempDirectory } from './transaction/testing/temp-directory.ts';

const KEPT_ROWS = 10_000;

test('a change is told after its commit, with its number in the table', async t => {
  const { state } = openTempState(t);
  const subscription = state.outbox.changes.subscribe();
  state.transactional.run(() => {
    state.outbox.announce('dashboard', 'one');
    state.outbox.announce('token', '4');
    assert.equal(state.outbox.changes.head, 0, 'not before the commit');
  });
  assert.deepEqual(await take(subscription, 2), ['1 dashboard one', '2 token 4']);
  assert.deepEqual(state.database.prepare('select seq, at_ms, topic, key from outbox').all(), [
    { seq: 1, at_ms: 5000, topic: 'dashboard', key: 'one' },
    { seq: 2, at_ms: 5000, topic: 'token', key: '4' },
  ]);
});

test('announcing outside of a transaction is refused, and says what to do', t => {
  const { state } = openTempState(t);
  assert.throws(
    () => state.outbox.announce('dashboard', 'x'),
    /outside a transaction; wrap the caller in transactional/,
  );
  state.transactional.run(() =>
    assert.throws(() => state.transactional.detach(() => state.outbox.announce('dashboard', 'x')), /outside/),
  );
  assert.equal(countRows(state), 0);
});

test('what is rolled back is never seen, by followers, in the table or after a restart', async t => {
  const temp = openTempState(t);
  const { transactional, outbox } = temp.state;
  const subscription = outbox.changes.subscribe();
  const fail = () => {
    throw new Error('undone');
  };
  const announceAndFail = transactional(() => {
    outbox.announce('dashboard', 'undone');
    fail();
  });
  assert.throws(announceAndFail, /undone/);
  transactional.run(() => {
    outbox.announce('dashboard', 'kept');
    assert.throws(announceAndFail, /undone/); // a savepoint inside of one that is kept
  });
  await Promise.allSettled([
    transactional.batch(() => outbox.announce('dashboard', 'batch')),
    transactional.batch(() => announceAndFail()),
  ]);
  assert.deepEqual(await take(subscription, 2), ['1 dashboard kept', '2 dashboard batch']);
  temp.reopen();
  const again = temp.state.outbox.changes.subscribe({ from: 'oldest' });
  assert.deepEqual(await take(again, 2), ['1 dashboard kept', '2 dashboard batch']);
  assert.equal(temp.state.outbox.changes.head, 2);
});

test('numbers are dense whatever fails: savepoints, scopes, announcements that cannot be written, restarts', async t => {
  const temp = openTempState(t);
  const fail = () => {
    throw new Error('undone');
  };
  const cannotBeWritten = null as unknown as string;
  for (let life = 0; life < 3; life++) {
    const { transactional, outbox, database } = temp.state;
    await Promise.allSettled(
      Array.from({ length: 90 }, (_, i) =>
        transactional.batch(() => {
          outbox.announce('a', `${life} ${i}`);
          assert.throws(() => outbox.announce('a', cannotBeWritten), /NOT NULL/);
          assert.throws(transactional(() => [outbox.announce('a', 'savepoint'), fail()]));
          if (i % 3 === 1) fail();
        }),
      ),
    );
    const numbers = database.prepare<{ seq: number }>('select seq from outbox order by seq').all();
    assert.deepEqual(
      numbers.map(({ seq }) => seq),
      Array.from({ length: 60 * (life + 1) }, (_, index) => index + 1),
    );
    temp.reopen();
  }
});

test('who resumes after a restart has every change once', async t => {
  const temp = openTempState(t);
  const seen: string[] = [];
  let lastId = `${temp.state.outbox.changes.epoch}-0`;
  for (let life = 0; life < 5; life++) {
    const { transactional, outbox } = temp.state;
    const subscription = outbox.changes.subscribe({ from: { afterId: lastId } });
    for (let i = 0; i < 40; i++) transactional.run(() => outbox.announce('life', `${life} ${i}`));
    // Leaves in the midst of what there is; the rest has to come in the next life.
    for (const item of await takeItems(subscription, life === 4 ? 200 - seen.length : 25)) {
      assert.ok(item.kind === 'event');
      seen.push(item.value.key);
      lastId = item.id;
    }
    await subscription.return();
    if (life < 4) temp.reopen();
  }
  const written = Array.from({ length: 200 }, (_, i) => `${Math.floor(i / 40)} ${i % 40}`);
  assert.deepEqual(seen, written);
});

test('more changes in one commit than are held in memory are read from the table', async t => {
  const { state } = openTempState(t);
  const { transactional, outbox } = state;
  const subscription = outbox.changes.subscribe();
  const first = takeItems(subscription, 1000); // waits already when the commit comes
  await transactional.batch(() => {
    for (let i = 0; i < 1000; i++) outbox.announce('many', `${i}`);
  });
  const items = await first;
  assert.deepEqual(
    items.map(item => item.kind === 'event' && item.value.key),
    Array.from({ length: 1000 }, (_, i) => `${i}`),
  );
});

test('a follower inside of a transaction does not see what is not committed', async t => {
  const { state } = openTempState(t);
  const { transactional, outbox } = state;
  transactional.run(() => outbox.announce('a', 'committed'));
  await transactional.run(async () => {
    outbox.announce('a', 'open');
    const subscription = outbox.changes.subscribe({ from: 'oldest' });
    assert.deepEqual(await take(subscription, 1), ['1 a committed']);
    assert.equal(subscription.lag, 0);
    await subscription.return();
  });
});

test('a follower reads what is committed, whatever scope it stands in, and after that scope has ended', async t => {
  const { state } = openTempState(t);
  const { transactional, outbox } = state;
  const announceMany = (from: number, to: number) =>
    transactional.detach(() =>
      transactional.batch(() => {
        for (let i = from; i < to; i++) outbox.announce('many', `${i}`);
      }),
    );
  await announceMany(0, 600);
  const { inSnapshot, later } = await transactional.run(
    async () => {
      const subscription = outbox.changes.subscribe({ from: 'oldest' });
      const first = await take(subscription, 1);
      await announceMany(600, 1200); // The snapshot does not have these, and the ring only the newest of them.
      return { inSnapshot: [...first, ...(await take(subscription, 999))], later: readLater(subscription, 200) };
    },
    { access: 'snapshot' },
  );
  const all = Array.from({ length: 1200 }, (_, i) => `${i + 1} many ${i}`);
  assert.deepEqual([...inSnapshot, ...(await later())], all);
});

test('D12: a change is not seen before another connection can see its row', async t => {
  const { state, path } = openTempState(t);
  const { transactional, outbox } = state;
  const other = new BetterSqlite3(path, { readonly: true });
  t.after(() => other.close());
  const find = other.prepare('select topic, key from outbox where seq = ?');
  let seen = 0;
  // A filter is the first to see a change, inside of the wake-up that follows the commit.
  const isVisible = ({ seq, topic, key }: Change) => {
    assert.deepEqual(find.get(seq), { topic, key }, `change ${seq}`);
    return ++seen > 0;
  };
  const readings = [...Array(3)].map(() => readToEnd(outbox.changes.subscribe({ filter: isVisible })));
  const announce = (key: string) => outbox.announce('random', key);
  const announceAndWait = transactional(async (key: string) => {
    announce(key);
    await new Promise(setImmediate);
    announce(`${key} again`);
  });
  for (let round = 0; round < 50; round++) {
    const failing = transactional.batch(() => {
      announce('undone');
      throw new Error('undone');
    });
    await Promise.allSettled([
      announceAndWait(`async ${round}`),
      transactional.batch(() => announce(`batch ${round}`)),
      failing,
      transactional.batch(() => announce(`batch ${round} second`)),
    ]);
    transactional.run(() => announce(`sync ${round}`));
  }
  outbox.changes.close();
  for (const items of await Promise.all(readings)) {
    assert.equal(items.length, 250);
    assert.ok(items.every((item, i) => item.kind === 'event' && item.seq === i + 1 && item.value.key !== 'undone'));
  }
  assert.equal(seen, 750);
});

test('the table keeps the newest changes; who was away for longer is told how many are gone', async t => {
  const { state } = openTempState(t);
  const { transactional, outbox } = state;
  const extra = 37;
  for (let from = 0; from < KEPT_ROWS + extra; from += 1000) {
    await transactional.batch(() => {
      for (let i = from; i < Math.min(from + 1000, KEPT_ROWS + extra); i++) outbox.announce('a', `${i}`);
    });
  }
  assert.equal(countRows(state), KEPT_ROWS);
  const subscription = outbox.changes.subscribe({ from: { afterId: `${outbox.changes.epoch}-0` } });
  const [gap, event] = await takeItems(subscription, 2);
  assert.deepEqual(gap, { kind: 'gap', missed: extra, reason: 'expired' });
  assert.deepEqual([event?.kind, event?.kind === 'event' && event.seq], ['event', extra + 1]);
});

test('an id of another file is answered with a gap', async t => {
  const { state } = openTempState(t);
  const other = openTempState(t).state.outbox.changes.epoch;
  const subscription = state.outbox.changes.subscribe({ from: { afterId: `${other}-0` } });
  assert.deepEqual(await takeItems(subscription, 1), [{ kind: 'gap', missed: 0, reason: 'epoch' }]);
});

function openTempState(t: TestContext) {
  const path = join(makeTempDirectory(t), 'state.db');
  const open = () => openState(path, () => 5000);
  const temp = {
    path,
    state: open(),
    reopen() {
      temp.state.close();
      temp.state = open();
    },
  };
  t.after(() => temp.state.close());
  return temp;
}

async function take(subscription: Subscription<Change>, count: number): Promise<string[]> {
  const items = await takeItems(subscription, count);
  return items.map(item => (item.kind === 'event' ? `${item.seq} ${item.value.topic} ${item.value.key}` : item.kind));
}

/** To be called when the scope that this is called in has ended; the reading goes on in the context of that scope. */
function readLater(subscription: Subscription<Change>, count: number): () => Promise<string[]> {
  return AsyncResource.bind(() => take(subscription, count));
}

async function readToEnd(subscription: Subscription<Change>): Promise<Item<Change>[]> {
  const items: Item<Change>[] = [];
  for await (const item of subscription) items.push(item);
  return items;
}

async function takeItems(subscription: Subscription<Change>, count: number): Promise<Item<Change>[]> {
  const items: Item<Change>[] = [];
  while (items.length < count) {
    const { value, done } = await subscription.next();
    assert.ok(!done, 'the stream ended');
    items.push(value);
  }
  return items;
}

function countRows({ database }: State): number {
  return database.prepare<{ count: number }>('select count(*) as count from outbox').get()!.count;
}
