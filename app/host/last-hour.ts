const MINUTE_MS = 60_000;
const MINUTES = 60;

/** How much a count that only grows has grown in the last hour, or since the first look where that is less ago. */
export class LastHour {
  /** The count at the beginning of each minute in which somebody looked, oldest first: 61 at most. */
  readonly #begun: { readonly minute: number; readonly count: number }[] = [];

  /** Looks at the count now, which is also when the hour ends. */
  look(count: number, nowMs: number): number {
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (this.#begun.at(-1)?.minute !== minute) this.#begun.push({ minute, count });
    while (this.#begun[0]!.minute < minute - MINUTES) this.#begun.shift();
    return count - this.#begun[0]!.count;
  }
}
