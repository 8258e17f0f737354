import { BusyError, ScopeError } from '../../app/scope/errors.ts';
import type { Holder } from './contract.ts';

export {
  AcquireTimeoutError,
  AsyncResultInSyncScopeError,
  BusyError,
  GeneratorStoppedError,
  HoldTimeoutError,
  NestingForbiddenError,
  QueueFullError,
  ScopeClosedError,
  /** Parent of everything that a transactional function can throw on its own account; what the body throws passes unchanged. */
  ScopeError as TransactionError,
  ScopeInterleaveError,
  ScopeRequiredError,
  UnexpectedRollbackError,
} from '../../app/scope/errors.ts';

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

/** SQLite ended the transaction by itself (`ON CONFLICT ROLLBACK`, `RAISE(ROLLBACK)`, disk full). Nothing of it was kept. */
export class ScopeDeadError extends ScopeError {
  constructor(label: string, options?: ErrorOptions) {
    super(`SQLite has rolled back the transaction of the scope "${label}" by itself; nothing of it is kept.`, options);
  }
}

/** COMMIT failed and everything in it was rolled back, the other tasks of a group too. The cause is SQLite's error. */
export class CommitFailedError extends ScopeError {
  constructor(label: string, cause: unknown) {
    super(`The commit of "${label}" failed; it was rolled back. ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    });
  }
}

/** A write, or a scope that writes, inside a snapshot scope. */
export class ReadOnlyScopeError extends ScopeError {
  constructor(label: string) {
    super(`"${label}" is a snapshot scope and cannot write. Write in a scope of its own, after this one or before it.`);
  }
}

/** A write outside of any scope. */
export class WriteOutsideScopeError extends ScopeError {
  constructor(sql?: string) {
    super(
      `A write needs a scope: call it from a transactional function.${sql === undefined ? '' : ` Statement: ${sql}`}`,
    );
  }
}

/** BEGIN, COMMIT, SAVEPOINT and the like through a prepared statement, or a `transaction()` of a driver. */
export class TransactionControlError extends ScopeError {
  constructor(what: string) {
    super(
      `${what} is not allowed here: scopes begin and end transactions. Wrap the function with transactional instead.`,
    );
  }
}

/** The database was closed, before the call or while it waited or ran. */
export class DatabaseClosedError extends ScopeError {
  constructor() {
    super('The database is closed.');
  }
}
