import type BetterSqlite3 from 'better-sqlite3';
import type { Connection } from './contract.ts';
import { TransactionControlError } from './errors.ts';

export type NativeStatement = BetterSqlite3.Statement<unknown[], unknown>;

/** Prepared statements kept per connection; the one not used for longest goes first. SQLite keeps some 10 kB for each. */
const MAX_STATEMENTS = 256;

/** Space and comments, then a word that would begin or end a transaction behind the scope's back, or add another file to it. */
const CONTROL = /^(?:\s|--.*\n|\/\*[\s\S]*?\*\/)*(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|ATTACH|DETACH)\b/i;

const caches = new WeakMap<Connection, Map<string, NativeStatement>>();

/**
 * The prepared statement of this SQL on this connection, ready to give rows as objects or, if `isRaw`, as arrays.
 * Throws `TransactionControlError` for BEGIN and its kin.
 */
export function cachedStatement(connection: Connection, sql: string, isRaw: boolean): NativeStatement {
  const cache = caches.get(connection) ?? new Map<string, NativeStatement>();
  caches.set(connection, cache);
  const key = isRaw ? `raw ${sql}` : sql;
  const statement = cache.get(key) ?? prepareStatement(connection, sql, isRaw);
  cache.delete(key); // a Map remembers the order of insertion: the newest use goes last
  cache.set(key, statement);
  if (cache.size > MAX_STATEMENTS) cache.delete(cache.keys().next().value as string);
  return statement;
}

/** The same, made anew and not kept: an open cursor keeps its statement busy. */
export function prepareStatement(connection: Connection, sql: string, isRaw: boolean): NativeStatement {
  const control = CONTROL.exec(sql)?.[1];
  if (control) throw new TransactionControlError(control.toUpperCase());
  const statement = connection.prepare<unknown[]>(sql);
  return isRaw && statement.reader ? statement.raw(true) : statement;
}
