import type { Holder } from './contract.ts';

/** Parent of everything that a transactional function can throw on its own account; what the body throws passes unchanged. */
export class TransactionError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The connection could not be had now; nothing was executed. Trying again later may succeed: over HTTP, a 503. */
export class BusyError extends TransactionError {
  /** For the header `Retry-After` beside a 503. */
  readonly retryAfterSeconds = 1;
}

/** A sync scope found the writer in use. It neither waits nor joins: make the caller async, or use `batch`. */
export class WriterBusyError extends BusyError {
  readonly holder: Holder | undefined;

  constructor(label: string, holder: Holder | undefined, options?: ErrorOptions) {
    const by = holder ? `held by "${holder.label}" for ${holder.ms.toFixed(0)} ms` : 'locked by another connection';
    super(
      `"${label}" is sync and the writer is ${by}. Use transactional.batch or an async function: those wait.`,
      options,
    );
    this.holder = holder;
  }
}

/** A sync snapshot scope found every snapshot connection in use. */
export class ReaderBusyError extends BusyError {
  constructor(label: string) {
    super(`"${label}" is sync and every snapshot connection is in use. Use an async function: it waits.`);
  }
}

/** The wait for a connection took longer than `acquireTimeoutMs`. */
export class AcquireTimeoutError extends BusyError {
  readonly waitedMs: number;
  /** Who had the connection when the time was up. Undefined: another connection, thread or process had locked the file. */
  readonly holder: Holder | undefined;

  constructor(label: string, waitedMs: number, holder: Holder | undefined) {
    const by = holder
      ? `it is held by "${holder.label}" for ${holder.ms.toFixed(0)} ms, from:\n${holder.stack}`
      : 'another connection holds the write lock of the file';
    super(`"${label}" gave up waiting for the connection after ${waitedMs.toFixed(0)} ms; ${by}`);
    this.waitedMs = waitedMs;
    this.holder = holder;
  }
}

/** More calls wait for the connection than are allowed to. */
export class QueueFullError extends BusyError {
  constructor(label: string, maxWaiting: number) {
    super(`"${label}" was refused: ${maxWaiting} calls wait for the connection already.`);
  }
}

/** An outermost async scope lived longer than `holdTimeoutMs`; it was rolled back. */
export class HoldTimeoutError extends TransactionError {
  constructor(label: string, holdTimeoutMs: number) {
    super(
      `"${label}" held its connection for more than ${holdTimeoutMs} ms and was rolled back. Await slow things outside.`,
    );
  }
}

/** A statement, a nested call or a hook came from a scope that has ended. The cause says why it ended, if it was not by itself. */
export class ScopeClosedError extends TransactionError {
  constructor(label: string, options?: ErrorOptions) {
    super(
      `The scope "${label}" has ended. Await everything that belongs to it, or start what outlives it with transactional.detach.`,
      options,
    );
  }
}

/** A scope was used while a scope inside it was open: the statement would live or die with that one. */
export class ScopeInterleaveError extends TransactionError {
  constructor(label: string, childLabel: string) {
    super(`The scope "${label}" went on while "${childLabel}" inside it was still open. Await the inner call first.`);
  }
}

/** Given to `onRollback`: the consumer of an async generator left before its end. */
export class GeneratorStoppedError extends TransactionError {
  constructor(label: string) {
    super(`The consumer of "${label}" left before its end; it was rolled back.`);
  }
}

/** SQLite ended the transaction by itself (`ON CONFLICT ROLLBACK`, `RAISE(ROLLBACK)`, disk full). Nothing of it was kept. */
export class ScopeDeadError extends TransactionError {
  constructor(label: string, options?: ErrorOptions) {
    super(`SQLite has rolled back the transaction of the scope "${label}" by itself; nothing of it is kept.`, options);
  }
}

/** The body ended well, yet the scope had been marked to roll back; the cause is what marked it. */
export class UnexpectedRollbackError extends TransactionError {
  constructor(label: string, reason: unknown) {
    super(`"${label}" was rolled back: it had been marked rollback-only.`, { cause: reason });
  }
}

/** COMMIT failed and everything in it was rolled back, the other tasks of a group too. The cause is SQLite's error. */
export class CommitFailedError extends TransactionError {
  constructor(label: string, cause: unknown) {
    super(`The commit of "${label}" failed; it was rolled back. ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  }
}

/** A function taken for sync returned a promise or another thenable; it was rolled back. */
export class AsyncResultInSyncScopeError extends TransactionError {
  constructor(label: string) {
    super(
      `"${label}" was run as a sync function and returned a promise. Declare it async, pass { kind: 'async' }, ` +
        'or, if that was a query builder, call .run(), .get() or .all() on it.',
    );
  }
}

/** `nested: 'forbid'` inside a scope. */
export class NestingForbiddenError extends TransactionError {
  constructor(label: string, outerLabel: string) {
    super(`"${label}" must be outermost (nested: 'forbid') and was called inside "${outerLabel}".`);
  }
}

/** `nested: 'require'` outside of any scope. */
export class ScopeRequiredError extends TransactionError {
  constructor(label: string) {
    super(`"${label}" works only inside a scope (nested: 'require'). Call it from a transactional function.`);
  }
}

/** A write, or a scope that writes, inside a snapshot scope. */
export class ReadOnlyScopeError extends TransactionError {
  constructor(label: string) {
    super(`"${label}" is a snapshot scope and cannot write. Write in a scope of its own, after this one or before it.`);
  }
}

/** A write outside of any scope. */
export class WriteOutsideScopeError extends TransactionError {
  constructor(sql?: string) {
    super(
      `A write needs a scope: call it from a transactional function.${sql === undefined ? '' : ` Statement: ${sql}`}`,
    );
  }
}

/** BEGIN, COMMIT, SAVEPOINT and the like through a prepared statement, or a `transaction()` of a driver. */
export class TransactionControlError extends TransactionError {
  constructor(what: string) {
    super(
      `${what} is not allowed here: scopes begin and end transactions. Wrap the function with transactional instead.`,
    );
  }
}

/** The database was closed, before the call or while it waited or ran. */
export class DatabaseClosedError extends TransactionError {
  constructor() {
    super('The database is closed.');
  }
}
