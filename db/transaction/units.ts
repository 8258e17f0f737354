import type { UnitOfWork } from '../../app/scope/unit-of-work.ts';
import type { Connection } from './contract.ts';
import { control } from './control.ts';
import { closeCursors } from './cursors.ts';
import { CommitFailedError, ScopeDeadError } from './errors.ts';

interface SavepointCommands {
  readonly begin: `SAVEPOINT s${number}`;
  readonly release: `RELEASE s${number}`;
  readonly rollback: `ROLLBACK TO s${number}`;
}

const savepoints: SavepointCommands[] = [];

/** The same strings each time: making them anew costs more than the savepoint. */
function savepoint(depth: number): SavepointCommands {
  savepoints[depth] ??= {
    begin: `SAVEPOINT s${depth}`,
    release: `RELEASE s${depth}`,
    rollback: `ROLLBACK TO s${depth}`,
  };
  return savepoints[depth];
}

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

  protected commit(command: 'COMMIT' | `RELEASE s${number}`): void {
    try {
      control(this.connection, command);
    } catch (cause) {
      throw new CommitFailedError(this.label, cause);
    }
  }
}

/** The whole transaction, already begun. */
export class TransactionUnit extends Unit {
  keep(): void {
    closeCursors(this.connection);
    this.commit('COMMIT');
  }

  undo(): void {
    closeCursors(this.connection);
    if (this.connection.inTransaction) control(this.connection, 'ROLLBACK');
  }
}

/** What is done from here on inside an open transaction. `depth` must differ from that of every other open savepoint. */
export class SavepointUnit extends Unit {
  readonly #depth: number;

  constructor(connection: Connection, label: string, depth: number) {
    super(connection, label);
    this.#depth = depth;
    control(connection, savepoint(depth).begin);
  }

  keep(): void {
    this.commit(savepoint(this.#depth).release);
  }

  undo(): void {
    if (!this.connection.inTransaction) return;
    control(this.connection, savepoint(this.#depth).rollback);
    control(this.connection, savepoint(this.#depth).release);
  }
}

/** A share of the outer scope's work: it cannot be undone alone, so undoing it is `doom`ing the outer scope. */
export class JoinedUnit extends Unit {
  readonly undo: (cause: unknown) => void;

  constructor(connection: Connection, label: string, doom: (cause: unknown) => void) {
    super(connection, label);
    this.undo = doom;
  }

  keep(): void {}
}
