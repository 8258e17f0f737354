import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { makeTempDirectory, writeMigrations } from './transaction/testing/temp-directory.ts';

const first = { '0001_cups.sql': 'CREATE TABLE cup (id INTEGER PRIMARY KEY); INSERT INTO cup VALUES (1);' };
const second = { '0002_spoons.sql': 'CREATE TABLE spoon (cup INTEGER REFERENCES cup); INSERT INTO spoon VALUES (1);' };

test('migrations run once, in order, and the number of the last one is kept', t => {
  const { connection, write, state } = setUp(t);
  migrate(connection, write(first));
  assert.deepEqual(state(), { version: 1, tables: ['cup'] });
  migrate(connection, write({ ...first, ...second, 'notes.txt': 'not SQL' }));
  migrate(connection, write({ ...first, ...second }));
  assert.deepEqual(state(), { version: 2, tables: ['cup', 'spoon'] });
});

test('a database newer than the program stops with a sentence', t => {
  const { connection, write } = setUp(t);
  connection.pragma('user_version = 3');
  assert.throws(() => migrate(connection, write(first)), /is at migration 3, this program knows 1\. Start the newer/);
});

test('a migration that fails leaves the database as the one before it did', t => {
  const { connection, write, state } = setUp(t);
  const bad = { '0002_bad.sql': 'CREATE TABLE spoon (id); INSERT INTO cup VALUES (1);' };
  assert.throws(() => migrate(connection, write({ ...first, ...bad })), /0002_bad\.sql failed: UNIQUE constraint/);
  assert.deepEqual(state(), { version: 1, tables: ['cup'] });
  assert.equal(connection.pragma('foreign_keys', { simple: true }), 1);
});

test('a migration may rebuild a table that others refer to, but not break a foreign key', t => {
  const { connection, write, state } = setUp(t);
  const rebuild = {
    '0003_rebuild.sql': `
      CREATE TABLE new_cup (id INTEGER PRIMARY KEY, size TEXT);
      INSERT INTO new_cup (id) SELECT id FROM cup; DROP TABLE cup; ALTER TABLE new_cup RENAME TO cup;`,
  };
  const broken = { '0004_break.sql': 'DELETE FROM cup' };
  const files = { ...first, ...second, ...rebuild, ...broken };
  assert.throws(() => migrate(connection, write(files)), /0004_break\.sql failed: 1 rows break a foreign key.* spoon/);
  assert.deepEqual(state(), { version: 3, tables: ['cup', 'spoon'] });
  assert.equal(connection.prepare('SELECT count(*) FROM cup').pluck().get(), 1);
});

test('a migration that ends its transaction is named', t => {
  const { connection, write } = setUp(t);
  assert.throws(() => migrate(connection, write({ '0001_a.sql': 'COMMIT' })), /must not contain COMMIT/);
});

test('numbers must begin at 1, without a gap or a double', t => {
  for (const file of ['0002_late.sql', '1_short.sql', '0001-dash.sql']) {
    const { connection, write } = setUp(t);
    assert.throws(() => migrate(connection, write({ [file]: '' })), /should be number 1, named like 0001_name\.sql/);
  }
  const { connection, write } = setUp(t);
  assert.throws(() => migrate(connection, write({ ...first, '0001_other.sql': '' })), /should be number 2/);
});

function setUp(t: TestContext) {
  const directory = makeTempDirectory(t);
  const connection = new BetterSqlite3(join(directory, 'test.db'));
  t.after(() => connection.close());
  const tables = connection
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck();
  return {
    connection,
    write: (files: Record<string, string>) => writeMigrations(directory, files),
    state: () => ({ version: connection.pragma('user_version', { simple: true }), tables: tables.all() }),
  };
}
