import BetterSqlite3 from 'better-sqlite3';

/**
 * Locks a file against every other process and connection until the returned function is called, or the process ends,
 * however it does: the lock is the operating system's, so none is left behind by a kill. Undefined: somebody else holds it.
 *
 * Nothing else in this process may open the file: on POSIX systems closing it there would end the lock.
 */
export function lockFile(path: string): (() => void) | undefined {
  const connection = new BetterSqlite3(path, { timeout: 0 });
  try {
    connection.pragma('journal_mode = MEMORY'); // else an empty journal lies beside it
    connection.exec('BEGIN EXCLUSIVE');
    return () => void connection.close();
  } catch (error) {
    connection.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
