import BetterSqlite3 from 'better-sqlite3';

/** Asks a database that somebody else has open; gives the first column of the rows. */
export function queryFile<Value>(path: string, sql: string): Value[] {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    return database.prepare<[], Value>(sql).pluck().all();
  } finally {
    database.close();
  }
}
