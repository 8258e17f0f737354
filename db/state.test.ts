import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { eq } from './drizzle.ts';
import { person } from './schema.ts';
import { openState, type State } from './state.ts';
import { makeTempDirectory } from './transaction/testing/temp-directory.ts';

test('the epoch names the file: it stays over restarts and is another one in another file', t => {
  const path = tempPath(t);
  const epochs = [1, 2, 3].map(() => {
    const state = openState(path, () => 0);
    state.close();
    return state.outbox.changes.epoch;
  });
  assert.equal(new Set(epochs).size, 1);
  assert.match(epochs[0]!, /^[\w-]{8}$/);
  assert.notEqual(open(t).outbox.changes.epoch, epochs[0]);
});

test('rows of drizzle and changes of the outbox share one transaction', async t => {
  const state = open(t);
  const add = (name: string) => {
    state.db.insert(person).values({ name, createdMs: 1 }).run();
    state.outbox.announce('person', name);
  };
  await state.transactional.batch(() => add('Anna'));
  await assert.rejects(
    state.transactional.batch(() => {
      add('Bert');
      add('Anna');
    }),
    { code: 'SQLITE_CONSTRAINT_UNIQUE' },
  );
  assert.deepEqual(state.db.select({ name: person.name }).from(person).all(), [{ name: 'Anna' }]);
  assert.equal(state.outbox.changes.head, 1);
  assert.equal(state.db.select().from(person).where(eq(person.name, 'Bert')).get(), undefined);
});

test('a write without a transaction is refused', t => {
  const state = open(t);
  assert.throws(() => state.db.insert(person).values({ name: 'Anna', createdMs: 1 }).run(), {
    name: 'WriteOutsideScopeError',
  });
});

test('a close ends the followers of the outbox after what was told, and may be repeated', async t => {
  const state = open(t);
  const subscription = state.outbox.changes.subscribe();
  state.transactional.run(() => state.outbox.announce('a', 'last'));
  state.close();
  state.close();
  const keys = [];
  for await (const item of subscription) keys.push(item.kind === 'event' && item.value.key);
  assert.deepEqual(keys, ['last']);
});

function open(t: TestContext): State {
  const state = openState(tempPath(t), () => 0);
  t.after(() => state.close());
  return state;
}

function tempPath(t: TestContext): string {
  return join(makeTempDirectory(t), 'state.db');
}
