import BetterSqlite3 from 'better-sqlite3';

/**
 * Takes its name from a state that is to be restored; the next start gives it another. Its changes get numbers that were
 * given to others before, so an event id of then must not be taken for one of now.
 */
export function forgetEpoch(statePath: string): void {
  const connection = new BetterSqlite3(statePath, { fileMustExist: true });
  try {
    connection.prepare("delete from fact where name = 'epoch'").run();
  } finally {
    connection.close();
  }
}
