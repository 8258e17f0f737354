import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../db/database.ts';
import { packageRoot } from '../../package-root.ts';
import { type ChunkTable, createChunkTable } from '../chunk/chunk-table.ts';
import { createMetaTable, type MetaTable } from '../meta-table.ts';

/** The tables of an empty file, without a keeper around them. */
export interface TempTables {
  readonly database: Database;
  readonly chunks: ChunkTable;
  readonly meta: MetaTable;
}

interface Test {
  after(clean: () => void): void;
}

export function openTempTables(t: Test): TempTables {
  const folder = mkdtempSync(join(tmpdir(), 'history-tables-'));
  const migrations = join(packageRoot, 'db/migrations/history');
  const database = openDatabase(join(folder, 'history.db'), { migrations, synchronous: 'NORMAL' });
  t.after(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  return { database, chunks: createChunkTable(database), meta: createMetaTable(database) };
}
