import { unwritableCode } from './unwritable-code.ts';

/** A file that cannot be written. */
export interface Unwritable {
  /** SQLite's: `SQLITE_FULL` when the disk is. */
  readonly code: string;
  readonly sinceMs: number;
}

/** Knows whether a file can be written: as well as the last attempt does. */
export class WriteWatch {
  readonly #now: () => number;
  #trouble: Unwritable | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Undefined: the last attempt went well, or failed for another reason. */
  get trouble(): Unwritable | undefined {
    return this.#trouble;
  }

  async attempt<R>(write: () => Promise<R>): Promise<R> {
    try {
      const result = await write();
      this.#trouble = undefined;
      return result;
    } catch (error) {
      const code = unwritableCode(error);
      if (code !== undefined) this.#trouble = { code, sinceMs: this.#trouble?.sinceMs ?? this.#now() };
      throw error;
    }
  }
}
