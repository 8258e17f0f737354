import type { Held } from './around.contract.ts';
import { AsyncResultInSyncScopeError } from './errors.ts';
import { isThenable } from './kind.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A held thing as the work of a sync function: a promise from it cannot be waited for, and counts as failure. */
export class HeldUnit implements UnitOfWork {
  readonly #held: Held;
  readonly #label: string;

  constructor(held: Held, label: string) {
    this.#held = held;
    this.#label = label;
  }

  requireAlive(): void {}

  keep(): void {
    this.#requireSync(this.#held.keep?.());
  }

  undo(cause: unknown): void {
    this.#requireSync(this.#held.undo?.(cause));
  }

  #requireSync(result: unknown): void {
    if (isThenable(result)) throw new AsyncResultInSyncScopeError(this.#label);
  }
}

/** The same for an async function, which waits. */
export class AsyncHeldUnit implements UnitOfWork {
  readonly #held: Held;

  constructor(held: Held) {
    this.#held = held;
  }

  requireAlive(): void {}

  keep(): unknown {
    return this.#held.keep?.();
  }

  undo(cause: unknown): unknown {
    return this.#held.undo?.(cause);
  }
}

/** A share of the outer scope's work: it cannot be undone alone, so undoing it dooms the outer scope, if `undo` says so. */
export class SharedUnit implements UnitOfWork {
  readonly undo: (cause: unknown) => void;

  constructor(undo: (cause: unknown) => void) {
    this.undo = undo;
  }

  requireAlive(): void {}

  keep(): void {}
}
