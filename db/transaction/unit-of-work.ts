import type { Connection } from './contract.ts';
import { control } from './control.ts';
import { closeCursors } from './cursors.ts';

/**
 * Work that is kept or undone as one. A scope decides which and knows nothing of SQL,
 * so the work of another resource that is taken and given back can stand here too.
 */
export interface UnitOfWork {
  /** False once the work was undone by somebody else: by SQLite itself. */
  readonly isAlive: boolean;
  keep(): void;
  undo(cause: unknown): void;
}

/** The whole transaction, already begun. */
export class TransactionUnit implements UnitOfWork {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get isAlive(): boolean {
    return this.#connection.inTransaction;
  }

  keep(): void {
    closeCursors(this.#connection);
    control(this.#connection, 'COMMIT');
  }

  undo(): void {
    closeCursors(this.#connection);
    if (this.isAlive) control(this.#connection, 'ROLLBACK');
  }
}

/** What is done from here on inside an open transaction. `depth` must differ from that of every other open savepoint. */
export class SavepointUnit implements UnitOfWork {
  readonly #connection: Connection;
  readonly #depth: number;

  constructor(connection: Connection, depth: number) {
    this.#connection = connection;
    this.#depth = depth;
    control(connection, `SAVEPOINT s${depth}`);
  }

  get isAlive(): boolean {
    return this.#connection.inTransaction;
  }

  keep(): void {
    control(this.#connection, `RELEASE s${this.#depth}`);
  }

  undo(): void {
    if (!this.isAlive) return;
    control(this.#connection, `ROLLBACK TO s${this.#depth}`);
    control(this.#connection, `RELEASE s${this.#depth}`);
  }
}

/** A share of the outer scope's work: it cannot be undone alone, so undoing it is `doom`ing the outer scope. */
export class SharedUnit implements UnitOfWork {
  readonly #connection: Connection;
  readonly undo: (cause: unknown) => void;

  constructor(connection: Connection, doom: (cause: unknown) => void) {
    this.#connection = connection;
    this.undo = doom;
  }

  get isAlive(): boolean {
    return this.#connection.inTransaction;
  }

  keep(): void {}
}
