const KEPT = 1024;

/** The last 1024 waits, for a percentile. */
export class WaitTimes {
  readonly #ring = new Float64Array(KEPT);
  #count = 0;

  add(waitedMs: number): void {
    this.#ring[this.#count++ % KEPT] = waitedMs;
  }

  /** The wait that 99 of 100 did not exceed; 0 before the first. */
  get p99Ms(): number {
    const sorted = this.#ring.slice(0, Math.min(this.#count, KEPT)).sort();
    return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
  }
}
