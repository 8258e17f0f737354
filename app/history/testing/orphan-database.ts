import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../db/database.ts';
import { packageRoot } from '../../package-root.ts';

/** A history's empty file in which a COMMIT can be made to fail. */
export interface OrphanDatabase {
  readonly database: Database;
  /** Writes what a foreign key forbids and COMMIT alone looks at: nothing of the group is kept. */
  spoilCommit(): void;
}

interface Test {
  after(clean: () => void): void;
}

export function openOrphanDatabase(t: Test): OrphanDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'commits-'));
  cpSync(join(packageRoot, 'db/migrations/history'), folder, { recursive: true });
  const orphan = 'create table orphan (parent integer references series (id) deferrable initially deferred)';
  const number = String(readdirSync(folder).length + 1).padStart(4, '0');
  writeFileSync(join(folder, `${number}_orphan.sql`), orphan);
  const database = openDatabase(join(folder, 'history.db'), { migrations: folder });
  const insert = database.prepare('insert into orphan (parent) values (4711471147)');
  t.after(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  return { database, spoilCommit: () => void insert.run() };
}
