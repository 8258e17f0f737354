import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Connection, Transactional } from './contract.ts';
import { TransactionControlError } from './errors.ts';
import { createGuardedStatement } from './guarded-statement.ts';

/** The reading half of a drizzle database: what code that stands outside of scopes should be given. */
export type ReadOnlyDrizzle<Schema extends Record<string, unknown> = Record<string, never>> = Pick<
  BetterSQLite3Database<Schema>,
  'select' | 'selectDistinct' | 'query' | '$count'
>;

/**
 * A stand-in for the better-sqlite3 connection, for `drizzle({ client })`: each statement runs where the calling code stands.
 * It has what drizzle-orm 0.45 uses and no more: `prepare`, whose statements have `run`, `get`, `all` and `raw`.
 */
export function createDrizzleClient(transactional: Transactional): Connection {
  const client = {
    prepare: (sql: string) => ({
      ...createGuardedStatement(transactional, sql),
      raw: () => createGuardedStatement(transactional, sql, true),
    }),
    transaction: () => {
      throw new TransactionControlError('transaction()');
    },
  };
  return client as unknown as Connection;
}
