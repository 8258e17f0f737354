import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { type Database, openDatabase } from '../../db/database.ts';
import { writeMigrations } from '../../db/transaction/testing/temp-directory.ts';
import type { Connection } from '../../db/transactional.ts';

export type Synchronous = 'NORMAL' | 'FULL';

/** A database of its own for one run, as ours and as a plain connection sees it. */
export interface Files {
  readonly path: string;
  openOurs(): Database;
  openPlain(timeoutMs: number): Connection;
  remove(): void;
}

const SCHEMA = 'CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)';

export function openFiles(synchronous: Synchronous): Files {
  const directory = mkdtempSync(join(tmpdir(), 'telltale-bench-'));
  const migrations = writeMigrations(directory, { '0001_item.sql': SCHEMA });
  const path = join(directory, 'bench.db');
  const opened: { close(): unknown }[] = [openDatabase(path, { migrations, synchronous })];
  opened.pop()?.close(); // makes the table
  const keep = <T extends { close(): unknown }>(one: T): T => {
    opened.push(one);
    return one;
  };
  return {
    path,
    openOurs: () => keep(openDatabase(path, { migrations, synchronous })),
    openPlain: timeout => {
      const connection = keep(new BetterSqlite3(path, { timeout }));
      connection.pragma('journal_mode = WAL');
      connection.pragma(`synchronous = ${synchronous}`);
      return connection;
    },
    remove: () => {
      for (const one of opened) one.close();
      rmSync(directory, { recursive: true });
    },
  };
}
