import BetterSqlite3 from 'better-sqlite3';
import type { DatabaseOptions, Statement } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import type { TckSubject } from '../../db/transaction/testing/tck-database.ts';
import type { Connection, Scope, Transactional, WriterStats } from '../../db/transactional.ts';

/** Short, so that the suite goes on; in practice it is seconds. */
const BUSY_TIMEOUT_MS = 20;

// biome-ignore lint/suspicious/noExplicitAny: any function can be wrapped
type AnyFunction = (this: any, ...args: any[]) => any;

/**
 * The idea done the obvious way, after the context-manager decorator: one context object is entered before the function and left
 * after it, on the one connection that everybody shares. Inside, it enters again as a savepoint.
 */
export function openNaive(path: string, { migrations, synchronous = 'FULL' }: DatabaseOptions): TckSubject {
  const connection = new BetterSqlite3(path, { timeout: BUSY_TIMEOUT_MS });
  connection.pragma('journal_mode = WAL');
  connection.pragma(`synchronous = ${synchronous}`);
  migrate(connection, migrations);
  const context = new TransactionContext(connection);
  return {
    transactional: createDecorator(context),
    prepare: <Row>(sql: string) => connection.prepare(sql) as unknown as Statement<Row>,
    checkpoint: () => (connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[])[0]?.busy === 0,
    close: () => void connection.close(),
  };
}

type Hook = (cause?: unknown) => unknown;

/** Enters and leaves transactions. One for all callers. */
class TransactionContext {
  readonly connection: Connection;
  readonly scope: Scope;
  depth = 0;
  commits = 0;
  rollbacks = 0;
  #doom: unknown;
  #hooks: Record<'onCommit' | 'afterCommit' | 'onRollback', Hook[]> = { onCommit: [], afterCommit: [], onRollback: [] };

  constructor(connection: Connection) {
    this.connection = connection;
    const context = this;
    this.scope = {
      id: 1,
      label: 'transaction',
      get depth() {
        return context.depth - 1;
      },
      access: 'write',
      signal: new AbortController().signal,
      setRollbackOnly: reason => {
        this.#doom = reason ?? new Error('rollback only');
      },
      onCommit: hook => void this.#hooks.onCommit.push(hook),
      afterCommit: hook => void this.#hooks.afterCommit.push(hook),
      onRollback: hook => void this.#hooks.onRollback.push(hook),
    };
  }

  enter(): void {
    this.connection.exec(this.depth === 0 ? 'BEGIN' : `SAVEPOINT s${this.depth}`);
    this.depth++;
  }

  leave(): void {
    if (this.depth === 1 && this.#doom !== undefined) throw this.#doom;
    this.depth--;
    if (this.depth > 0) {
      this.connection.exec(`RELEASE s${this.depth}`);
      return;
    }
    this.connection.exec('COMMIT');
    this.commits++;
    this.#end(['onCommit', 'afterCommit']);
  }

  leaveWith(error: unknown): void {
    this.depth--;
    if (this.depth > 0) {
      this.connection.exec(`ROLLBACK TO s${this.depth}; RELEASE s${this.depth}`);
      return;
    }
    if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    this.rollbacks++;
    this.#end(['onRollback'], error);
  }

  #end(kinds: readonly ('onCommit' | 'afterCommit' | 'onRollback')[], cause?: unknown): void {
    const hooks = kinds.flatMap(kind => this.#hooks[kind]);
    this.#hooks = { onCommit: [], afterCommit: [], onRollback: [] };
    this.#doom = undefined;
    for (const hook of hooks) hook(cause);
  }
}

function createDecorator(context: TransactionContext): Transactional {
  const run = (body: () => unknown): unknown => {
    context.enter();
    let result: unknown;
    try {
      result = body();
    } catch (error) {
      context.leaveWith(error);
      throw error;
    }
    if (!(result instanceof Promise)) {
      context.leave();
      return result;
    }
    return result.then(
      value => {
        context.leave();
        return value;
      },
      error => {
        context.leaveWith(error);
        throw error;
      },
    );
  };
  const wrap = (fn: AnyFunction, name = fn.name) => {
    const wrapped = function (this: unknown, ...args: unknown[]) {
      return run(() => fn.apply(this, args));
    };
    return Object.defineProperties(wrapped, { name: { value: name }, length: { value: fn.length } });
  };
  const isContext = (value: unknown): value is ClassMethodDecoratorContext =>
    Object(value).addInitializer !== undefined;
  const transactional = (first: AnyFunction | object, second?: object) => {
    if (typeof first !== 'function') {
      return (method: AnyFunction, decorated: ClassMethodDecoratorContext) => wrap(method, String(decorated.name));
    }
    return isContext(second) ? wrap(first as AnyFunction, String(second.name)) : wrap(first as AnyFunction);
  };
  return Object.assign(transactional, {
    run: (fn: (scope: Scope) => unknown) => run(() => fn(context.scope)),
    batch: async (task: (scope: Scope) => unknown) => run(() => task(context.scope)),
    current: () => (context.depth > 0 ? context.scope : undefined),
    detach: (fn: () => unknown) => fn(),
    connection: () => context.connection,
    stats: (): WriterStats => ({
      queued: 0,
      commits: context.commits,
      rollbacks: context.rollbacks,
      groupSize: 1,
      acquireP99Ms: 0,
    }),
    close: () => {},
  }) as unknown as Transactional;
}
