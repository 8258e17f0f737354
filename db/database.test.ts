import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from './database.ts';
import { openTempDatabase } from './transaction/testing/temp-database.ts';
import { makeTempDirectory, writeMigrations } from './transaction/testing/temp-directory.ts';

test('the file is in WAL mode, checks foreign keys, and syncs every commit unless told otherwise', t => {
  const pragmas = (synchronous: 'FULL' | 'NORMAL') => {
    const { transactional } = openTempDatabase(t, { synchronous });
    return transactional.run(() => {
      const writer = transactional.connection('write');
      const names = ['journal_mode', 'foreign_keys', 'synchronous', 'busy_timeout', 'auto_vacuum'];
      return names.map(name => writer.pragma(name, { simple: true }));
    });
  };
  assert.deepEqual(pragmas('FULL'), ['wal', 1, 2, 0, 2]);
  assert.deepEqual(pragmas('NORMAL'), ['wal', 1, 1, 0, 2]);
});

test('a statement runs where its caller stands, each time anew', async t => {
  const { transactional, prepare, add } = openTempDatabase(t);
  const count = prepare<{ n: number }>('SELECT count(*) AS n FROM item');
  await transactional.run(async () => {
    add('a');
    assert.equal(count.get()?.n, 1);
    assert.equal(
      transactional.detach(() => count.get()?.n),
      0,
    );
    transactional.detach(() => transactional.run(() => assert.equal(count.get()?.n, 0), { access: 'snapshot' }));
  });
  assert.equal(count.get()?.n, 1);
});

test('run tells changes and the row id, get and all give rows, RETURNING works', t => {
  const { transactional, prepare } = openTempDatabase(t);
  const insert = prepare('INSERT INTO item (name) VALUES (?)');
  const returning = prepare<{ id: number }>('INSERT INTO item (name) VALUES (:name) RETURNING id');
  transactional.run(() => {
    assert.deepEqual(insert.run('a'), { changes: 1, lastInsertRowid: 1 });
    assert.deepEqual(returning.get({ name: 'b' }), { id: 2 });
  });
  assert.deepEqual(prepare('SELECT id, name FROM item WHERE id > ?').all(1), [{ id: 2, name: 'b' }]);
  assert.equal(prepare('SELECT 1 FROM item WHERE id = 9').get(), undefined);
});

test('numbers are bound as REAL, as the docstring says', t => {
  const { prepare } = openTempDatabase(t);
  assert.deepEqual(prepare('SELECT typeof(?) AS type').get(1), { type: 'real' });
  assert.deepEqual(prepare('SELECT typeof(?) AS type').get(1n), { type: 'integer' });
});

test('more different statements than are kept can be used', t => {
  const { prepare } = openTempDatabase(t);
  const statements = Array.from({ length: 600 }, (_, index) => prepare<{ n: number }>(`SELECT ${index} AS n`));
  for (let round = 0; round < 2; round++) {
    assert.deepEqual(
      statements.map(statement => statement.get()?.n),
      Array.from({ length: 600 }, (_, index) => index),
    );
  }
});

test('what a burst adds to the log is cut off once it is moved, and what is usual stays', t => {
  const { path, transactional, add, other } = openTempDatabase(t, { logPages: 20 });
  const logBytes = () => statSync(`${path}-wal`).size;
  let written = 0;
  const write = (items: number) =>
    transactional.run(() => {
      for (const end = written + items; written < end; written++) add(`${written}`.padEnd(3000, 'x'));
    });
  const usualBytes = 20 * (4096 + 24);
  write(100);
  assert.ok(logBytes() > 4 * usualBytes, 'one large commit');
  write(1);
  assert.equal(logBytes(), usualBytes);

  other.exec('BEGIN; SELECT count(*) FROM item');
  for (let commit = 0; commit < 50; commit++) write(1);
  assert.ok(logBytes() > 4 * usualBytes, 'a reader in the way');
  other.exec('COMMIT');
  write(1);
  write(1);
  assert.equal(logBytes(), usualBytes);
});

test('checkpoint empties the log, unless a scope is in its way', async t => {
  const { transactional, add, checkpoint } = openTempDatabase(t);
  await transactional.run(async () => {
    add('a');
    assert.equal(checkpoint(), false);
    assert.equal(transactional.detach(checkpoint), false);
  });
  assert.equal(checkpoint(), true);
});

test('vacuum gives free pages back', t => {
  const { transactional, other, prepare, vacuum, path } = openTempDatabase(t);
  const insert = prepare('INSERT INTO item (name) VALUES (?)');
  transactional.run(() => {
    for (let index = 0; index < 100; index++) insert.run(`${index} `.repeat(2000));
  });
  transactional.run(() => prepare('DELETE FROM item').run());
  const freePages = () => other.pragma('freelist_count', { simple: true }) as number;
  const before = freePages();
  assert.ok(before > 50, path);
  transactional.run(() => vacuum(20));
  assert.equal(freePages(), before - 20);
});

test('a closed database leaves one file and refuses statements', t => {
  const { path, prepare, close, other } = openTempDatabase(t);
  const select = prepare('SELECT 1');
  other.close();
  close();
  assert.deepEqual([existsSync(path), existsSync(`${path}-wal`)], [true, false]);
  assert.throws(() => select.get(), /not open/);
});

test('a database that cannot be migrated is closed again', t => {
  const directory = makeTempDirectory(t);
  const migrations = writeMigrations(directory, { '0001_bad.sql': 'CREATE nonsense' });
  const path = join(directory, 'bad.db');
  assert.throws(() => openDatabase(path, { migrations }), /0001_bad\.sql failed/);
  assert.equal(existsSync(`${path}-wal`), false);
});

test('two threads write to one file side by side, and both keep all they were told', async t => {
  const database = openTempDatabase(t);
  const worker = new Worker(new URL('./transaction/testing/write-in-thread.ts', import.meta.url), {
    workerData: { path: database.path, migrations: join(database.path, '../migrations'), count: 100 },
  });
  const online = once(worker, 'message');
  const exit = once(worker, 'exit');
  await online;
  for (let index = 0; index < 100; index++) {
    await database.transactional.batch(() => database.add(`main ${index}`), { acquireTimeoutMs: 60_000 });
  }
  assert.deepEqual(await exit, [0]);
  assert.equal(database.committed().length, 200);
});

test('the connection of a scope is the native one, for what has no statement here', t => {
  const { transactional } = openTempDatabase(t);
  transactional.run(() => assert.ok(transactional.connection('write') instanceof BetterSqlite3));
});
