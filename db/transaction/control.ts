import type { Connection } from './contract.ts';
import { sqliteCode } from './sqlite-code.ts';

type Command = 'BEGIN' | 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK';

const prepared = new WeakMap<Connection, Map<Command, { run(): unknown }>>();

/** Runs a command about a whole transaction, prepared once. */
export function control(connection: Connection, command: Command): void {
  const statements = prepared.get(connection) ?? new Map<Command, { run(): unknown }>();
  prepared.set(connection, statements);
  const statement = statements.get(command) ?? connection.prepare(command);
  statements.set(command, statement);
  statement.run();
}

/**
 * BEGIN IMMEDIATE: takes the write lock now, so that no later statement can meet a lock or a stale snapshot.
 * False: another connection to the file has it. Nothing is waited for.
 */
export function tryBeginWrite(writer: Connection): boolean {
  if (writer.inTransaction) control(writer, 'ROLLBACK'); // left behind by a rollback that failed, on a full disk for example
  try {
    control(writer, 'BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}

/** Begins a read transaction and reads once: SQLite takes the snapshot at the first read, not at BEGIN. */
export function beginSnapshot(reader: Connection): void {
  if (reader.inTransaction) control(reader, 'ROLLBACK');
  control(reader, 'BEGIN');
  reader.pragma('schema_version');
}
