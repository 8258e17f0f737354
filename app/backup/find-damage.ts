import BetterSqlite3 from 'better-sqlite3';

const HEADING = '*** in database main ***\n';

/** Looks through a whole database that nobody else uses: what is damaged in it, if anything. It blocks the thread meanwhile. */
export function findDamage(path: string): string | undefined {
  // Not read-only: a file in WAL mode would leave its two companions behind.
  const connection = new BetterSqlite3(path, { fileMustExist: true });
  try {
    const finding = String(connection.pragma('quick_check(1)', { simple: true }));
    return finding === 'ok' ? undefined : finding.replace(HEADING, '');
  } catch (error) {
    return (error as Error).message; // too damaged to be looked through
  } finally {
    connection.close();
  }
}
