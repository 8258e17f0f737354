/** Ends of the buckets, in seconds: from what nobody notices to what everybody does. */
const BOUNDS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Durations as Prometheus counts them: how many took at most so long. One more costs an addition, however many there are. */
export class Histogram {
  /** The last one is for what is longer than all bounds. */
  readonly #counts = new Float64Array(BOUNDS_SECONDS.length + 1);
  #sumSeconds = 0;
  #longestSeconds = 0;

  get sumSeconds(): number {
    return this.#sumSeconds;
  }

  get count(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** Counts one; a clock that was set back makes it none at all. */
  add(durationMs: number): void {
    const seconds = Math.max(0, durationMs / 1000);
    const bucket = BOUNDS_SECONDS.findIndex(bound => seconds <= bound);
    this.#counts[bucket < 0 ? BOUNDS_SECONDS.length : bucket]! += 1;
    this.#sumSeconds += seconds;
    this.#longestSeconds = Math.max(this.#longestSeconds, seconds);
  }

  /** Counts what another one has counted. */
  addAll(other: Histogram): void {
    for (const [i, count] of other.#counts.entries()) this.#counts[i]! += count;
    this.#sumSeconds += other.#sumSeconds;
    this.#longestSeconds = Math.max(this.#longestSeconds, other.#longestSeconds);
  }

  /** How many took at most so many seconds, bound by bound; the last bound is infinite. */
  buckets(): { readonly atMostSeconds: number; readonly count: number }[] {
    let count = 0;
    return [...BOUNDS_SECONDS, Number.POSITIVE_INFINITY].map((atMostSeconds, i) => {
      count += this.#counts[i]!;
      return { atMostSeconds, count };
    });
  }

  /** The longest since this was asked last, for the one who asks; 0 without any. */
  takeLongestSeconds(): number {
    const seconds = this.#longestSeconds;
    this.#longestSeconds = 0;
    return seconds;
  }
}
