import type { UnitOfWork } from '../../app/scope/unit-of-work.ts';
import type { Connection } from './contract.ts';
import { control } from './control.ts';
import { closeCursors } from './cursors.ts';
import { CommitFailedError, ScopeDeadError } from './errors.ts';
import { type Savepoint, savepoint } from './savepoint.ts';

/** Work inside a transaction, of the scope called `label`. */
abstract class Unit implements UnitOfWork {
  protected readonly connection: Connection;
  protected readonly label: string;

  constructor(connection: Connection, label: string) {
    this.connection = connection;
    this.label = label;
  }

  /** SQLite may have ended the transaction by itself: what came next would run in autocommit. */
  requireAlive(): void {
    if (!this.connection.inTransaction) throw new ScopeDeadError(this.label);
  }

  abstract keep(): void;
  abstract undo(cause: unknown): void;
}

/** The whole transaction, already begun. */
export class TransactionUnit extends Unit {
  keep(): void {
    closeCursors(this.connection);
    this.requireAlive();
    try {
      control(this.connection, 'COMMIT');
    } catch (cause) {
      throw new CommitFailedError(this.label, cause);
    }
  }

  undo(): void {
    closeCursors(this.connection);
    if (this.connection.inTransaction) control(this.connection, 'ROLLBACK');
  }
}

/** What is done from here on inside an open transaction. `depth` must differ from that of every other open savepoint. */
export class SavepointUnit extends Unit {
  readonly #savepoint: Savepoint;
  /** SQLite has just opened the savepoint, and whatever could end the transaction asks `requireAlive` first. */
  #isKnownAlive = true;

  constructor(connection: Connection, label: string, depth: number) {
    super(connection, label);
    this.#savepoint = savepoint(connection, depth);
    this.#savepoint.begin.run();
  }

  override requireAlive(): void {
    if (this.#isKnownAlive) this.#isKnownAlive = false;
    else super.requireAlive();
  }

  /** Releasing finds out by itself whether the transaction is alive: no savepoint outlives it. */
  keep(): void {
    try {
      this.#savepoint.release.run();
    } catch (cause) {
      this.requireAlive();
      throw new CommitFailedError(this.label, cause);
    }
  }

  undo(): void {
    if (!this.connection.inTransaction) return;
    this.#savepoint.rollback.run();
    this.#savepoint.release.run();
  }
}

/** A share of the outer scope's work: it cannot be undone alone, so undoing it is `doom`ing the outer scope. */
export class JoinedUnit extends Unit {
  readonly undo: (cause: unknown) => void;

  constructor(connection: Connection, label: string, doom: (cause: unknown) => void) {
    super(connection, label);
    this.undo = doom;
  }

  keep(): void {
    this.requireAlive();
  }
}
