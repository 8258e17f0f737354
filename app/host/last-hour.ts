const MINUTE_MS = 60_000;
const MINUTES = 60;

/** How much a count that began at 0 has grown in the last hour, or since it began where that is less ago. */
export class LastHour {
  /** The count at the beginning of each minute in which somebody looked, oldest first: 61 at most. */
  readonly #begun: { readonly minute: number; readonly count: number }[] = [];

  /** Looks at the count now, which is also when the hour ends. */
  look(count: number, nowMs: number): number {
    const minute = Math.floor(nowMs / MINUTE_MS);
    const isFirst = this.#begun.length === 0;
    if (this.#begun.at(-1)?.minute !== minute) this.#begun.push({ minute, count: isFirst ? 0 : count });
    while (this.#begun[0]!.minute < minute - MINUTES) this.#begun.shift();
    return count - this.#begun[0]!.count;
  }
}
