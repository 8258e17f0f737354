import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { eq, relations, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  AsyncResultInSyncScopeError,
  ScopeClosedError,
  sqliteCode,
  TransactionControlError,
  WriteOutsideScopeError,
} from '../transactional.ts';
import { openTempDatabase } from './testing/temp-database.ts';

const item = sqliteTable('item', { id: integer().primaryKey(), name: text().notNull() });
const part = sqliteTable('part', { item: integer().notNull() });
const itemRelations = relations(item, ({ many }) => ({ parts: many(part) }));
const partRelations = relations(part, ({ one }) => ({ of: one(item, { fields: [part.item], references: [item.id] }) }));
const schema = { item, part, itemRelations, partRelations };

test('drizzle selects, inserts, updates, deletes and returns rows through the client', async t => {
  const { db, transactional } = setUp(t);
  transactional.run(() => {
    assert.equal(db.insert(item).values({ name: 'a' }).run().changes, 1);
    assert.deepEqual(db.insert(item).values({ name: 'b' }).returning().get(), { id: 2, name: 'b' });
    assert.deepEqual(db.update(item).set({ name: 'c' }).where(eq(item.id, 2)).returning({ name: item.name }).all(), [
      { name: 'c' },
    ]);
    db.insert(part).values({ item: 2 }).run();
    assert.equal(db.delete(item).where(eq(item.id, 1)).run().changes, 1);
  });
  assert.deepEqual(db.select().from(item).all(), [{ id: 2, name: 'c' }]);
  assert.deepEqual(await db.select().from(item), [{ id: 2, name: 'c' }]);
  assert.deepEqual(db.select({ name: item.name }).from(item).where(eq(item.id, 2)).get(), { name: 'c' });
  assert.equal(db.select().from(item).where(eq(item.id, 9)).get(), undefined);
  assert.deepEqual(db.select().from(item).values(), [[2, 'c']]);
  assert.deepEqual(db.query.item.findFirst({ with: { parts: true } }).sync(), {
    id: 2,
    name: 'c',
    parts: [{ item: 2 }],
  });
  assert.equal(await db.$count(item), 1);
  assert.deepEqual(db.get(sql`SELECT name FROM item`), { name: 'c' });
  const byName = db
    .select()
    .from(item)
    .where(eq(item.name, sql.placeholder('name')))
    .prepare();
  assert.deepEqual(byName.all({ name: 'c' }), [{ id: 2, name: 'c' }]);
});

test('the same SQL gives arrays to drizzle and objects to others', t => {
  const { db, transactional, prepare } = setUp(t);
  transactional.run(() => db.insert(item).values({ name: 'a' }).run());
  const query = db.select().from(item);
  const others = prepare(query.toSQL().sql);
  assert.deepEqual(query.all(), [{ id: 1, name: 'a' }]);
  assert.deepEqual(others.all(), [{ id: 1, name: 'a' }]);
  assert.deepEqual(query.all(), others.all());
});

test('drizzle sees the rows of its scope only inside it, and loses them with it', async t => {
  const { db, transactional } = setUp(t);
  const failing = transactional.run(async () => {
    db.insert(item).values({ name: 'a' }).run();
    assert.equal(db.select().from(item).all().length, 1);
    assert.equal(transactional.detach(() => db.select().from(item).all()).length, 0);
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  assert.equal(db.select().from(item).all().length, 0);
});

test('A27 drizzle cannot write outside of scopes', async t => {
  const { db } = setUp(t);
  assert.throws(() => db.insert(item).values({ name: 'a' }).run(), WriteOutsideScopeError);
  assert.throws(() => db.update(item).set({ name: 'b' }).returning().all(), WriteOutsideScopeError);
  await assert.rejects(
    async () => db.delete(item),
    error => causeOf(error) instanceof WriteOutsideScopeError,
  );
  assert.deepEqual(db.select().from(item).all(), []);
});

test("drizzle's own transactions are refused with the cure", t => {
  const { db, transactional } = setUp(t);
  assert.throws(() => db.transaction(() => {}), TransactionControlError);
  assert.throws(() => db.transaction(() => {}), /Wrap the function with transactional/);
  assert.throws(() => transactional.run(() => db.run(sql`COMMIT`)), isCausedBy(TransactionControlError));
});

test('a query that was built and not run is noticed', async t => {
  const { db, transactional } = setUp(t);
  const forgotten = () => db.insert(item).values({ name: 'a' }) as unknown;
  assert.throws(() => transactional.run(forgotten), AsyncResultInSyncScopeError);
  let late: Promise<unknown> | undefined;
  await transactional.run(async () => {
    late = Promise.resolve().then(() => Promise.resolve().then(async () => db.insert(item).values({ name: 'b' })));
  });
  await assert.rejects(late!, isCausedBy(ScopeClosedError));
  assert.deepEqual(db.select().from(item).all(), []);
});

test('the SQLite code is found behind whatever drizzle wraps around it', async t => {
  const { db, transactional } = setUp(t);
  const insertTwice = () => {
    db.insert(item).values({ name: 'same' }).run();
    db.insert(item).values({ name: 'same' }).run();
  };
  assert.throws(() => transactional.run(insertTwice), hasCode('SQLITE_CONSTRAINT_UNIQUE'));
  const awaited = transactional.run(async () => {
    await db.insert(item).values({ name: 'same' });
    await db.insert(item).values({ name: 'same' });
  });
  await assert.rejects(awaited, hasCode('SQLITE_CONSTRAINT_UNIQUE'));
});

function setUp(t: TestContext) {
  const { client, transactional, prepare } = openTempDatabase(t);
  return { transactional, prepare, db: drizzle(client, { schema }) };
}

function hasCode(code: string): (error: unknown) => boolean {
  return error => sqliteCode(error) === code;
}

function isCausedBy(type: new (...args: never[]) => Error): (error: unknown) => boolean {
  return error => causeOf(error) instanceof type;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error;
}
