import type BetterSqlite3 from 'better-sqlite3';
import type { Checked, Fn, Holder, ScopeOptions, Scope as WorkScope } from '../../app/scope/contract.ts';

export type { Fn, Holder } from '../../app/scope/contract.ts';

export type Connection = BetterSqlite3.Database;

/** The connections of one database file. The caller opens and closes them; while scopes run over them nobody else may use them. */
export interface Connections {
  /** The only connection that writes. Busy timeout 0, WAL: waiting is done here, never inside SQLite. */
  readonly writer: Connection;
  /** Serves every read outside of a scope, one statement at a time, so that it always sees the newest commit. */
  readonly reader: Connection;
  /** Lent to one snapshot scope each. */
  readonly snapshots: readonly Connection[];
}

export type Access = 'write' | 'snapshot';

/** Default times: 2000 ms to wait for the connection; 1000 ms to hold it, 10 000 for snapshots. */
export interface TransactionalOptions extends ScopeOptions {
  /** `write` (default) owns the writer; `snapshot` reads one unchanging state on a connection of its own. */
  readonly access?: Access;
  /**
   * What happens inside a scope that is already open. `savepoint` (default): a failure undoes this function's work only.
   * `join`: shares the outer scope and, failing, dooms it. `forbid`: refuses. `require`: a savepoint, and refuses to be outermost.
   */
  readonly nested?: 'savepoint' | 'join' | 'forbid' | 'require';
}

export interface Scope extends WorkScope {
  readonly access: Access;
}

// biome-ignore lint/suspicious/noExplicitAny: parameters of a method are only known at its declaration
export type TransactionalDecorator = <This, F extends (this: This, ...args: any[]) => any>(
  method: Checked<F>,
  context: ClassMethodDecoratorContext<This, F>,
) => F;

export interface Transactional extends TransactionalDecorator {
  /** Wraps a function; sync, async and async generator functions keep their type, `this`, arguments, name and length. */
  <F extends Fn>(fn: Checked<F>, options?: TransactionalOptions): F;
  /** The same for a function that may or may not return a promise: `kind` says which it is taken for. */
  <F extends Fn>(fn: F, options: TransactionalOptions & { readonly kind: 'sync' | 'async' }): F;
  /** `@transactional({ ... })` */
  (options: TransactionalOptions): TransactionalDecorator;
  /** Runs `fn` in a scope, now: sync in, sync out; async in, promise out. */
  run<R>(fn: Checked<(scope: Scope) => R>, options?: TransactionalOptions): R;
  run<R>(fn: (scope: Scope) => R, options: TransactionalOptions & { readonly kind: 'sync' | 'async' }): R;
  /**
   * Queues a sync task; resolves after the commit that it shares with its neighbours. The fast way to write.
   * If that commit fails, all of them reject. Outermost, `nested: 'join'`, `access` and `holdTimeoutMs` have no meaning here.
   */
  batch<R>(
    task: (scope: Scope) => R extends PromiseLike<unknown> ? never : R,
    options?: TransactionalOptions,
  ): Promise<R>;
  /** The open scope of the calling code, if any. */
  current(): Scope | undefined;
  /** Runs `fn` outside of any scope: for timers and other work that outlives the scope on purpose. */
  detach<R>(fn: () => R): R;
  /**
   * The connection that a statement must use now. Ask before each statement and do not keep it. `sql` is for the error text.
   * Throws `WriteOutsideScopeError`, `ReadOnlyScopeError`, `ScopeClosedError`, `ScopeInterleaveError` or `ScopeDeadError`.
   */
  connection(intent: 'read' | 'write', sql?: string): Connection;
  stats(): WriterStats;
  /** Ends: open scopes roll back, waiting calls reject with `DatabaseClosedError`. The connections stay open. */
  close(): void;
}

export interface WriterStats {
  /** Calls that wait for the writer. */
  readonly queued: number;
  readonly heldBy?: Holder;
  /** Outermost write transactions since the start; a group counts once. */
  readonly commits: number;
  readonly rollbacks: number;
  /** Tasks in the newest group commit. */
  readonly groupSize: number;
  /** 99th percentile of the last 1024 waits for the writer. */
  readonly acquireP99Ms: number;
}
