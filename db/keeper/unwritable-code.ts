import { sqliteCode } from '../transaction/sqlite-code.ts';

/** SQLite's code where an error means that a file cannot be written, by https://sqlite.org/rescode.html. */
export function unwritableCode(error: unknown): string | undefined {
  const code = sqliteCode(error);
  return code !== undefined && /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)/.test(code) ? code : undefined;
}
