import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Database, openDatabase } from '../database.ts';
import { shrinkFile } from './shrink-file.ts';

test('gives back what deleted rows have left', t => {
  const database = openFilled(t);
  shrinkFile(database, Number.POSITIVE_INFINITY);
  database.checkpoint();
  assert.ok(statSync(database.path).size < 100_000, `${statSync(database.path).size} bytes`);
});

test('stops when its time is up', t => {
  const database = openFilled(t);
  shrinkFile(database, 0);
  database.checkpoint();
  assert.ok(statSync(database.path).size > 10_000_000);
});

/** Two slices and more of free pages. */
function openFilled(t: { after(clean: () => void): void }): Database {
  const folder = mkdtempSync(join(tmpdir(), 'shrink-'));
  mkdirSync(join(folder, 'migrations'));
  writeFileSync(join(folder, 'migrations/0001_blobs.sql'), 'create table blobs (bytes blob)');
  const database = openDatabase(join(folder, 'blobs.db'), { migrations: join(folder, 'migrations') });
  t.after(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  const insert = database.prepare('insert into blobs (bytes) values (zeroblob(1000000))');
  database.transactional.run(() => {
    for (let megabytes = 0; megabytes < 11; megabytes++) insert.run();
  });
  database.transactional.run(() => database.prepare('delete from blobs').run());
  return database;
}
