import BetterSqlite3 from 'better-sqlite3';
import type { Database } from './database.ts';
import { createGuardedStatement } from './transaction/guarded-statement.ts';
import { createTransactional } from './transactional.ts';

/** A file that another thread owns, as a thread sees it that only reads. */
export type ReadOnlyDatabase = Pick<Database, 'path' | 'transactional' | 'prepare' | 'close'>;

/** Another process recovers the log after a crash, or closes it: nobody else locks readers out. */
const LOCK_TIMEOUT_MS = 100;

/**
 * Opens a file that is open for writing elsewhere. Scopes must ask for `access: 'snapshot'`; at most `snapshots` of them
 * are open at once.
 */
export function openReadOnlyDatabase(path: string, snapshots: number): ReadOnlyDatabase {
  const connections: BetterSqlite3.Database[] = [];
  const open = () => {
    const connection = new BetterSqlite3(path, { readonly: true, timeout: LOCK_TIMEOUT_MS });
    connections.push(connection);
    return connection;
  };
  const closeAll = () => {
    for (const connection of connections.splice(0)) connection.close();
  };
  try {
    const reader = open();
    const transactional = createTransactional({
      ...{ reader, writer: reader }, // what would write is refused by SQLite
      snapshots: Array.from({ length: snapshots }, open),
    });
    return {
      path,
      transactional,
      prepare: sql => createGuardedStatement(transactional, sql),
      close: () => {
        transactional.close();
        closeAll();
      },
    };
  } catch (error) {
    closeAll();
    throw error;
  }
}
