import type { Connection } from './contract.ts';

interface Command {
  run(): unknown;
}

/** What opens, keeps and undoes a part of a transaction. */
export interface Savepoint {
  readonly begin: Command;
  readonly release: Command;
  readonly rollback: Command;
}

const prepared = new WeakMap<Connection, Savepoint[]>();

/** The savepoint of that depth on that connection, prepared once. A group asks for one per task. */
export function savepoint(connection: Connection, depth: number): Savepoint {
  return prepared.get(connection)?.[depth] ?? prepare(connection, depth);
}

function prepare(connection: Connection, depth: number): Savepoint {
  const savepoints = prepared.get(connection) ?? [];
  prepared.set(connection, savepoints);
  savepoints[depth] = {
    begin: connection.prepare(`SAVEPOINT s${depth}`),
    release: connection.prepare(`RELEASE s${depth}`),
    rollback: connection.prepare(`ROLLBACK TO s${depth}`),
  };
  return savepoints[depth];
}
