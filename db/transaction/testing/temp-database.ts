import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import BetterSqlite3 from 'better-sqlite3';
import { type Database, type DatabaseOptions, openDatabase } from '../../database.ts';
import type { Connection } from '../../transactional.ts';

const SCHEMA = `
  CREATE TABLE item (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
  CREATE TABLE part (item INTEGER NOT NULL REFERENCES item DEFERRABLE INITIALLY DEFERRED);
`;

export interface TempDatabase extends Database {
  /** Inserts an item in the scope of the caller. */
  add(name: string): void;
  /** Names in order of insertion, as the caller sees them. */
  names(): string[];
  /** A second connection, as another process has one; sees only what is committed. Closed after the test. */
  readonly other: Connection;
  /** What a second connection sees. */
  committed(): string[];
}

/** A file database with the tables `item` and `part`, removed after the test. */
export function openTempDatabase(t: TestContext, options: Partial<DatabaseOptions> = {}): TempDatabase {
  const directory = makeTempDirectory(t);
  const migrations = writeMigrations(directory, { '0001_start.sql': SCHEMA });
  const database = openDatabase(join(directory, 'test.db'), { migrations, synchronous: 'NORMAL', ...options });
  const other = new BetterSqlite3(database.path, { timeout: 0 });
  t.after(() => {
    other.close();
    database.close();
  });
  const insert = database.prepare('INSERT INTO item (name) VALUES (?)');
  const select = database.prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  const selectOther = other.prepare<[], string>('SELECT name FROM item ORDER BY id').pluck();
  return {
    ...database,
    other,
    add: name => void insert.run(name),
    names: () => select.all().map(row => row.name),
    committed: () => selectOther.all(),
  };
}

export function makeTempDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'telltale-db-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** Writes migration files into a fresh directory below `parent` and gives its path. */
export function writeMigrations(parent: string, files: Record<string, string>): string {
  const directory = join(parent, 'migrations');
  mkdirSync(directory, { recursive: true });
  for (const [file, sql] of Object.entries(files)) writeFileSync(join(directory, file), sql);
  return directory;
}
