import type { Connection, Scope, Transactional } from './contract.ts';
import { cursorsOf } from './cursors.ts';
import { ScopeClosedError } from './errors.ts';
import { cachedStatement, type NativeStatement, prepareStatement } from './statement-cache.ts';

/**
 * SQL that runs where the calling code stands: each execution asks for the scope anew. Nothing is prepared before the first one.
 *
 * better-sqlite3 binds every JavaScript number as REAL. Columns with INTEGER affinity turn whole ones back into integers, but
 * an expression does not: `SELECT ? / 2` with 1 gives 0.5. Bind a bigint, or write CAST(? AS INTEGER), where it matters.
 */
export interface Statement<Row> {
  run(...params: unknown[]): { changes: number; lastInsertRowid: number | bigint };
  get(...params: unknown[]): Row | undefined;
  all(...params: unknown[]): Row[];
  /**
   * Streams row by row in a snapshot scope, until that scope ends. Elsewhere it reads all rows first: an open cursor would
   * block every write of its transaction, or keep reads outside of scopes in the past.
   */
  iterate(...params: unknown[]): IterableIterator<Row>;
}

export function createGuardedStatement<Row>(transactional: Transactional, sql: string, isRaw = false): Statement<Row> {
  let newest: { readonly connection: Connection; readonly statement: NativeStatement } | undefined;
  /** The one used last, if it is of the same connection: looking it up costs as much as asking for the scope. */
  const find = (connection: Connection) => {
    if (newest?.connection !== connection) newest = { connection, statement: cachedStatement(connection, sql, isRaw) };
    return newest.statement;
  };
  /** Becomes `write` when the first preparation tells so: from then on one question is enough. */
  let intent: 'read' | 'write' = 'read';
  const native = (): NativeStatement => {
    const statement = find(transactional.connection(intent, sql));
    if (intent === 'write' || statement.readonly) return statement;
    intent = 'write';
    return native();
  };
  const all = (...params: unknown[]) => native().all(...params) as Row[];
  return {
    all,
    run: (...params) => native().run(...params),
    get: (...params) => native().get(...params) as Row | undefined,
    iterate: (...params) => {
      const scope = transactional.current();
      const connection = transactional.connection('read');
      const isStream = scope !== undefined && connection.readonly;
      return isStream
        ? stream<Row>(scope, connection, prepareStatement(connection, sql, isRaw), params)
        : all(...params).values();
    },
  };
}

/** An open cursor. `statement` must be its own: a cached one would be busy meanwhile. */
function stream<Row>(
  scope: Scope,
  connection: Connection,
  statement: NativeStatement,
  params: unknown[],
): IterableIterator<Row> {
  const rows = statement.iterate(...params) as IterableIterator<Row>;
  const cursors = cursorsOf(connection);
  let isCut = false;
  const cut = () => {
    isCut = true;
    rows.return?.();
  };
  const end = <T>(result: T): T => {
    cursors.delete(cut);
    return result;
  };
  cursors.add(cut);
  return {
    [Symbol.iterator]() {
      return this;
    },
    next() {
      if (isCut) throw new ScopeClosedError(scope.label); // a plain end would look like the last row
      const result = rows.next();
      return result.done ? end(result) : result;
    },
    return: () => end(rows.return?.() ?? { done: true, value: undefined }),
  };
}
