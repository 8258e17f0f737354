import BetterSqlite3 from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { createDrizzleClient } from './transaction/drizzle-client.ts';
import { createGuardedStatement, type Statement } from './transaction/guarded-statement.ts';
import {
  type Connection,
  createTransactional,
  type Transactional,
  type TransactionalSettings,
} from './transactional.ts';

export type { Statement } from './transaction/guarded-statement.ts';

export interface DatabaseOptions extends TransactionalSettings {
  /** Directory of `0001_name.sql` files. */
  readonly migrations: string;
  /** Connections for snapshot scopes, so as many can be open at once. Default 3. */
  readonly readers?: number;
  /** `FULL` (default): a commit survives loss of power. `NORMAL`: only of the process; the file stays sound in both. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Pages in the log before they are moved into the main file. What grew beyond is cut off afterwards. Default 1000. */
  readonly logPages?: number;
  /** Of a new file, a power of two; one that is there keeps its own. Default 4096. */
  readonly pageBytes?: number;
}

/** One SQLite file, as one thread sees it. Open it once per thread. */
export interface Database {
  readonly path: string;
  readonly transactional: Transactional;
  /** For `drizzle({ client })` of drizzle-orm/better-sqlite3. */
  readonly client: Connection;
  /** SQL that runs where the calling code stands: in its scope, or, for reads outside of one, on the newest commit. */
  prepare<Row = unknown>(sql: string): Statement<Row>;
  /** Gives up to `maxPages` free pages back to the file system. In a write scope only. */
  vacuum(maxPages: number): void;
  /** Moves the log into the main file and empties it. False: an open scope was in the way; try again later. */
  checkpoint(): boolean;
  /** Ends open scopes, refuses waiting calls with `DatabaseClosedError`, closes the file. May be called twice. */
  close(): void;
}

const DEFAULT_READERS = 3;

const DEFAULT_LOG_PAGES = 1_000;

const DEFAULT_PAGE_BYTES = 4_096;

/** SQLite's number for giving free pages back when it is told to. */
const INCREMENTAL = 2;

/** Before each page in the log. */
const LOG_HEAD_BYTES = 24;

/** For opening only: changing to WAL and migrating may meet another process that does the same. */
const OPEN_TIMEOUT_MS = 5_000;

/** Readers meet a lock only while another process recovers the log after a crash, or closes it. */
const READER_TIMEOUT_MS = 100;

/** Opens or makes the file, in WAL mode, and brings it to the newest migration. Throws, with everything closed, if that fails. */
export function openDatabase(path: string, options: DatabaseOptions): Database {
  const connections: Connection[] = [];
  const close = () => {
    for (const connection of connections.splice(0)) connection.close();
  };
  const open = (driverOptions: BetterSqlite3.Options) => {
    const connection = new BetterSqlite3(path, driverOptions);
    connections.unshift(connection); // the writer closes last, and takes the log with it
    return connection;
  };
  try {
    const writer = open({ timeout: OPEN_TIMEOUT_MS });
    prepareWriter(writer, options);
    const openReader = () => prepareReader(open({ readonly: true, timeout: READER_TIMEOUT_MS }));
    const snapshots = Array.from({ length: options.readers ?? DEFAULT_READERS }, openReader);
    const transactional = createTransactional({ writer, reader: openReader(), snapshots }, options);
    return createDatabase(path, transactional, writer, close);
  } catch (error) {
    close();
    throw error;
  }
}

function prepareWriter(writer: Connection, options: DatabaseOptions): void {
  // Both take effect in a new file only. In one that is there the second would be written again, and on a full disk fail.
  writer.pragma(`page_size = ${options.pageBytes ?? DEFAULT_PAGE_BYTES}`);
  if (writer.pragma('auto_vacuum', { simple: true }) !== INCREMENTAL) writer.pragma('auto_vacuum = INCREMENTAL');
  writer.pragma('journal_mode = WAL');
  writer.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`);
  limitLog(writer, options.logPages ?? DEFAULT_LOG_PAGES);
  migrate(writer, options.migrations);
  writer.pragma('foreign_keys = ON');
  writer.pragma('busy_timeout = 0'); // from here on waiting is the scopes' business: inside SQLite it stops the event loop
}

/**
 * The log file is written anew from its start once its pages are moved, and stays as long as it ever was: after a large
 * commit, or a reader that was in the way, for ever. The first commit into a moved log cuts it back to this length. No
 * shorter: what is cut off below must grow again, and then commits cost half as much again.
 */
function limitLog(writer: Connection, pages: number): void {
  writer.pragma(`wal_autocheckpoint = ${pages}`);
  const pageBytes = writer.pragma('page_size', { simple: true }) as number;
  writer.pragma(`journal_size_limit = ${pages * (pageBytes + LOG_HEAD_BYTES)}`);
}

function prepareReader(reader: Connection): Connection {
  reader.pragma('query_only = ON');
  return reader;
}

function createDatabase(
  path: string,
  transactional: Transactional,
  writer: Connection,
  closeAll: () => void,
): Database {
  return {
    path,
    transactional,
    client: createDrizzleClient(transactional),
    prepare: sql => createGuardedStatement(transactional, sql),
    vacuum: maxPages => {
      transactional.connection('write').exec(`PRAGMA incremental_vacuum(${Math.max(1, Math.trunc(maxPages))})`);
    },
    checkpoint: () => checkpoint(writer),
    close: () => {
      transactional.close();
      closeAll();
    },
  };
}

function checkpoint(writer: Connection): boolean {
  if (writer.inTransaction) return false;
  const [result] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return result?.busy === 0;
}
