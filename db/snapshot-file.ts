import BetterSqlite3 from 'better-sqlite3';
import type { Database, Statement } from './database.ts';

/** One commit of a database that others go on writing. Until it is closed, the writer's log can only grow. */
export interface SnapshotFile extends Pick<Database, 'prepare'> {
  /** The first row, as it was in that commit. */
  get<Row>(sql: string): Row;
  /**
   * Makes a database that equals the commit. Rejects with the signal's reason between two steps, and when the disk is full;
   * what was copied by then is left where it is.
   */
  copyTo(path: string, options: CopyOptions): Promise<void>;
  close(): void;
}

export interface CopyOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

/** While another process recovers the log after a crash. */
const OPEN_TIMEOUT_MS = 5_000;
/** Some 4 MB: a few milliseconds, after which signals are heard. */
const STEP_PAGES = 1_000;

/** Opens the newest commit of a file, for reading only. Another process may own it. */
export function openSnapshotFile(path: string): SnapshotFile {
  const connection = new BetterSqlite3(path, { readonly: true, timeout: OPEN_TIMEOUT_MS });
  try {
    // Without it each commit of another process would begin the copy anew, and with a busy writer it never ended (docs/decisions/033).
    connection.exec('BEGIN');
    connection.prepare('select count(*) from sqlite_schema').get(); // the first read chooses the commit
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    get: <Row>(sql: string) => connection.prepare<[], Row>(sql).get()!,
    prepare: <Row>(sql: string) => connection.prepare(sql) as unknown as Statement<Row>,
    copyTo: (target, options) => copyTo(connection, target, options),
    close: () => void connection.close(),
  };
}

async function copyTo(
  connection: BetterSqlite3.Database,
  target: string,
  { signal, onProgress }: CopyOptions,
): Promise<void> {
  const pageBytes = connection.pragma('page_size', { simple: true }) as number;
  await connection.backup(target, {
    progress({ totalPages, remainingPages }) {
      signal.throwIfAborted();
      onProgress((totalPages - remainingPages) * pageBytes, totalPages * pageBytes);
      return STEP_PAGES;
    },
  });
}
