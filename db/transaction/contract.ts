import type BetterSqlite3 from 'better-sqlite3';

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

// biome-ignore lint/suspicious/noExplicitAny: a constraint that every function satisfies cannot be written with unknown parameters
export type Fn = (this: any, ...args: any[]) => any;

/** Only `any` makes `1 & T` something that 0 extends. */
type IsAny<T> = 0 extends 1 & T ? true : false;

/** True for `T | Promise<T>`: neither always nor never a promise. */
type IsAmbiguous<R> =
  IsAny<R> extends true
    ? false
    : [R] extends [PromiseLike<unknown>]
      ? false
      : [Extract<R, PromiseLike<unknown>>] extends [never]
        ? false
        : true;

/** `F`, unless it may or may not return a promise: then a type that no function has, whose property says the cure. */
export type Checked<F extends Fn> =
  IsAmbiguous<ReturnType<F>> extends true ? F & { readonly __ambiguous: 'returns T | Promise<T>; pass { kind }' } : F;

export type Access = 'write' | 'snapshot';

export interface TransactionalOptions {
  /** Whether the function returns a promise. Default: `async` functions do, all others do not. Async generators need none. */
  readonly kind?: 'sync' | 'async';
  /** `write` (default) owns the writer; `snapshot` reads one unchanging state on a connection of its own. */
  readonly access?: Access;
  /**
   * What happens inside a scope that is already open. `savepoint` (default): a failure undoes this function's work only.
   * `join`: shares the outer scope and, failing, dooms it. `forbid`: refuses. `require`: a savepoint, and refuses to be outermost.
   */
  readonly nested?: 'savepoint' | 'join' | 'forbid' | 'require';
  /** Names the scope in errors and stats. Default: the function's name. */
  readonly label?: string;
  /** Longest wait for the connection, milliseconds. Default 2000. `Infinity`: no limit. */
  readonly acquireTimeoutMs?: number;
  /** Longest life of an outermost async scope, milliseconds. Default 1000; 10 000 for snapshots. `Infinity`: no limit. */
  readonly holdTimeoutMs?: number;
  /** Aborted while waiting: leaves the queue. Aborted while running: the scope rolls back. Rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One run of a transactional function. Dead after its end: using it then throws `ScopeClosedError`. */
export interface Scope {
  readonly id: number;
  readonly label: string;
  /** 0 for the outermost scope, one more per nesting. */
  readonly depth: number;
  readonly access: Access;
  /** Aborts when the scope is ended from outside: by hold timeout, by the caller's signal, by closing. */
  readonly signal: AbortSignal;
  /** The scope will roll back and its caller get `UnexpectedRollbackError`, with `reason` as cause, however the body ends. */
  setRollbackOnly(reason?: unknown): void;
  /** Runs after the outermost COMMIT and before the next writer starts, in order of registration: publish order is commit order. */
  onCommit(publish: () => void): void;
  /** Runs after the connection was given back; may be async, nobody waits for it. */
  afterCommit(task: () => unknown): void;
  /** Runs after the work of this scope was rolled back, alone or together with an outer scope. */
  onRollback(undo: (cause: unknown) => void): void;
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
   * The connection that a statement must use now. Ask before each statement and do not keep it.
   * Throws `WriteOutsideScopeError`, `ReadOnlyScopeError`, `ScopeClosedError`, `ScopeInterleaveError` or `ScopeDeadError`.
   */
  connection(intent: 'read' | 'write'): Connection;
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

export interface Holder {
  readonly label: string;
  readonly ms: number;
  readonly stack: string;
}
