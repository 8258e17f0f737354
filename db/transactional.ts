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
 * it could not tell commit from rollback.
 */

import { createCall } from './transaction/call.ts';
import type { Connections, Fn, Scope, Transactional, TransactionalOptions } from './transaction/contract.ts';
import { type Kind, kindOf } from './transaction/kind.ts';
import { ScopeRunner } from './transaction/scope-runner.ts';

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
  const runner = new ScopeRunner(connections, settings.onHookError ?? warn);

  const run = (fn: (scope: Scope) => unknown, options: TransactionalOptions = {}) =>
    invoke(runner, kindOf(fn, options.kind), createCall(fn.name, options), fn);

  const batch = async (task: (scope: Scope) => unknown, options: TransactionalOptions = {}) =>
    runner.batch(createCall(task.name, options), task);

  function wrap<F extends Fn>(fn: F, options: TransactionalOptions, name = fn.name): F {
    const kind = kindOf(fn, options.kind);
    const call = createCall(name, options);
    const wrapped = function (this: unknown, ...args: unknown[]) {
      return invoke(runner, kind, call, () => fn.apply(this, args));
    };
    return Object.defineProperties(wrapped, {
      name: { value: name, configurable: true },
      length: { value: fn.length, configurable: true },
    }) as F;
  }

  function transactional(
    first: Fn | TransactionalOptions,
    second?: TransactionalOptions | ClassMethodDecoratorContext,
  ) {
    if (typeof first !== 'function') return decorator(first, second);
    return isDecoratorContext(second) ? decorate(first, second, {}) : wrap(first, second ?? {});
  }

  function decorator(options: TransactionalOptions, second: unknown) {
    if (second !== undefined)
      throw new TypeError('transactional is a standard decorator: turn experimentalDecorators off.');
    return (method: Fn, context: ClassMethodDecoratorContext) => decorate(method, context, options);
  }

  function decorate(method: Fn, context: ClassMethodDecoratorContext, options: TransactionalOptions) {
    if (context.kind !== 'method') throw new TypeError(`transactional decorates methods, not a ${context.kind}.`);
    return wrap(method, options, String(context.name));
  }

  return Object.assign(transactional, {
    run,
    batch,
    current: () => runner.current(),
    detach: <R>(fn: () => R) => runner.detach(fn),
    connection: (intent: 'read' | 'write') => runner.connection(intent),
    stats: () => runner.stats(),
    close: () => runner.close(),
  }) as Transactional;
}

function invoke(runner: ScopeRunner, kind: Kind, call: ReturnType<typeof createCall>, body: (scope: Scope) => unknown) {
  switch (kind) {
    case 'sync':
      return runner.sync(call, body);
    case 'async':
      return runner.async(call, body);
    case 'generator':
      return runner.generator(call, body as (scope: Scope) => AsyncGenerator);
  }
}

function isDecoratorContext(value: object | undefined): value is ClassMethodDecoratorContext {
  return value !== undefined && 'addInitializer' in value;
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
