import BetterSqlite3 from 'better-sqlite3';
import { sqliteCode } from './transaction/sqlite-code.ts';

/**
 * Looks at what tables a file has, and changes nothing. Throws SQLite's error, with the path, where it is damaged; what else may be in
 * the way meets who opens it.
 */
export function readSchemaOf(path: string): void {
  try {
    const connection = new BetterSqlite3(path, { readonly: true });
    try {
      connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    } finally {
      connection.close();
    }
  } catch (error) {
    if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(sqliteCode(error) ?? '')) throw Object.assign(error as Error, { path });
  }
}
