const SLOT_MS = 10_000;
const SLOTS = 6;

/** How much came in each second of the last minute, on average; of less than a minute, since it began. */
export class RecentRate {
  readonly #counts = new Float64Array(SLOTS);
  #slot = 0;
  #beganMs: number | undefined;

  add(count: number, nowMs: number): void {
    this.#beganMs ??= nowMs;
    this.#moveTo(nowMs);
    this.#counts[this.#slot % SLOTS]! += count;
  }

  perSecond(nowMs: number): number {
    if (this.#beganMs === undefined) return 0;
    this.#moveTo(nowMs);
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    const spanMs = Math.min(nowMs - this.#beganMs, (SLOTS - 1) * SLOT_MS + (nowMs % SLOT_MS));
    return (total / Math.max(SLOT_MS, spanMs)) * 1000;
  }

  /** Forgets what is more than a minute old. A clock that was set back begins anew. */
  #moveTo(nowMs: number): void {
    const slot = Math.floor(nowMs / SLOT_MS);
    const steps = slot - this.#slot;
    if (steps < 0 || steps >= SLOTS) this.#counts.fill(0);
    else for (let at = this.#slot + 1; at <= slot; at++) this.#counts[at % SLOTS] = 0;
    this.#slot = slot;
  }
}
