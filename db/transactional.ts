/**
 * # transactional
 *
 * One object, made per database, that puts a function into a transaction. As a wrapper or as a decorator, for sync functions,
 * async functions and async generators alike, it keeps the function's type:
 *
 * ```ts
 * const transactional = createTransactional({ writer, reader, snapshots });
 * const run = (sql: string, ...params: unknown[]) => transactional.connection('write').prepare(sql).run(...params);
 *
 * const addItem = transactional((name: string) => run('INSERT INTO item (name) VALUES (?)', name));
 *
 * class Orders {
 *   @transactional
 *   async place(name: string): Promise<void> {
 *     run('INSERT INTO item (name) VALUES (?)', name);
 *     await transactional(sendInvoice)(name); // a savepoint: its failure, caught here, undoes only its own work
 *     transactional.current()?.onCommit(() => topic.emit(name));
 *   }
 * }
 *
 * await transactional.batch(() => addItem('tea')); // the fast way: shares its COMMIT with whatever else is waiting
 * ```
 *
 * ## Contract
 * 1. A call that returns, or resolves, was committed with the outermost scope; one that throws left nothing behind.
 * 2. SQLite has one writer, so outermost write scopes run one after the other, each begun with BEGIN IMMEDIATE. `batch` tasks are
 *    sync, and run in groups with one COMMIT. Async functions wait in line and hold the writer across their awaits. A sync
 *    function cannot wait: outermost, it gets the writer now or throws `WriterBusyError`.
 * 3. Inside a scope, a call nests: a savepoint by default. It never waits for its own transaction, so it cannot deadlock. Nested
 *    async calls started side by side run one after the other.
 * 4. A statement belongs to the scope of the code that runs it. It is refused when that scope has ended (a forgotten await, a
 *    timer; `detach` leaves on purpose), when a scope inside it is open, or when SQLite has given up the transaction.
 * 5. Outside of scopes, reads see the newest commit and writes are refused. A `snapshot` scope reads one unchanging state.
 * 6. `onCommit` runs after COMMIT and before the next writer: publish order is commit order. Hooks of what was rolled back never
 *    run. A hook that throws changes no result.
 * 7. Every wait and every async scope has a time limit, and takes an AbortSignal. The event loop is never put to sleep.
 *
 * Scopes follow `AsyncLocalStorage`, so nothing is passed along. There is no `using` form: disposal is not told of the exception, so
 * it could not tell commit from rollback. The scopes are those of `app/scope/around.ts`, with a transaction as what they hold.
 */

import { createScoped } from '../app/scope/create-scoped.ts';
import { warn } from '../app/scope/warn.ts';
import { createCall } from './transaction/call.ts';
import type { Connections, Scope, Transactional, TransactionalOptions } from './transaction/contract.ts';
import { TransactionRunner } from './transaction/transaction-runner.ts';

export type {
  Connection,
  Connections,
  Holder,
  Scope,
  Transactional,
  TransactionalDecorator,
  TransactionalOptions,
  WriterStats,
} from './transaction/contract.ts';
export * from './transaction/errors.ts';
export { sqliteCode } from './transaction/sqlite-code.ts';

export interface TransactionalSettings {
  /** Receives what hooks throw; it must not throw. Default: a process warning. */
  readonly onHookError?: (error: unknown) => void;
}

/** Makes the `transactional` of one database. The caller keeps the connections, and closes them after `close()`. */
export function createTransactional(connections: Connections, settings: TransactionalSettings = {}): Transactional {
  const runner = new TransactionRunner(connections, settings.onHookError ?? warn);
  const prepare = (label: string, options: TransactionalOptions) => {
    const call = createCall(label, options);
    return () => call;
  };
  return Object.assign(createScoped({ name: 'transactional', runner: runner.scopes, prepare }), {
    batch: (task: (scope: Scope) => unknown, options: TransactionalOptions = {}) =>
      runner.batch(createCall(task.name, options), task),
    connection: (intent: 'read' | 'write', sql?: string) => runner.connection(intent, sql),
    stats: () => runner.stats(),
    close: () => runner.close(),
  }) as Transactional;
}
