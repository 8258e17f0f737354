import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { ClaimContext } from '../../../app/testing/claim.ts';
import type { Database, DatabaseOptions } from '../../database.ts';
import type { Connection } from '../../transactional.ts';
import { makeTempDirectory, writeMigrations } from './temp-directory.ts';

/** What is under test: how a file is opened, and the module that exports the same function under its name, for other processes. */
export interface Implementation {
  readonly open: (path: string, options: DatabaseOptions) => TckSubject;
  readonly module: URL;
}

export type TckSubject = Pick<Database, 'transactional' | 'prepare' | 'checkpoint' | 'close'>;

export interface TckDatabase extends TckSubject {
  readonly path: string;
  readonly migrations: string;
  readonly implementation: Implementation;
  /** Inserts an item in the scope of the caller. */
  add(name: string): void;
  /** Names in order of insertion, as the caller sees them. */
  names(): string[];
  /** A second connection, as another process has one; sees only what is committed. */
  readonly other: Connection;
  /** What a second connection sees. */
  committed(): string[];
}

/** What a claim is run with. */
export interface TckContext {
  readonly context: ClaimContext;
  readonly open: (options?: Partial<DatabaseOptions>) => TckDatabase;
}

/** Claims by name. */
export type TckTable = Readonly<Record<string, (tck: TckContext) => void | Promise<void>>>;

const SCHEMA = `
  CREATE TABLE item (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
  CREATE TABLE part (item INTEGER NOT NULL REFERENCES item DEFERRABLE INITIALLY DEFERRED);
  CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, topic TEXT NOT NULL, key TEXT NOT NULL);
`;

/** A file database with the tables `item`, `part` and `outbox`, removed after the claim. */
export function openTckDatabase(
  implementation: Implementation,
  context: ClaimContext,
  options: Partial<DatabaseOptions> = {},
): TckDatabase {
  const directory = makeTempDirectory(context);
  const path = join(directory, 'test.db');
  const migrations = writeMigrations(directory, { '0001_start.sql': SCHEMA });
  const subject = implementation.open(path, { migrations, synchronous: 'NORMAL', ...options });
  const other = new BetterSqlite3(path, { timeout: 0 });
  context.after(() => {
    other.close();
    subject.close();
  });
  const insert = subject.prepare('INSERT INTO item (name) VALUES (?)');
  const select = subject.prepare<{ name: string }>('SELECT name FROM item ORDER BY id');
  const selectOther = other.prepare<[], string>('SELECT name FROM item ORDER BY id').pluck();
  return {
    ...subject,
    path,
    migrations,
    implementation,
    other,
    add: name => void insert.run(name),
    names: () => select.all().map(row => row.name),
    committed: () => selectOther.all(),
  };
}
