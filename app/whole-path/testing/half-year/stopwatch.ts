/** Takes the time of writes. */
export class Stopwatch {
  #timesMs: number[] = [];

  async time<R>(write: () => Promise<R>): Promise<R> {
    const startMs = performance.now();
    const result = await write();
    this.#timesMs.push(performance.now() - startMs);
    return result;
  }

  /** The one that a quarter of all times since the last call is below: what a busy machine adds is in the others. */
  takeQuarterMs(): number {
    const times = this.#timesMs.sort((a, b) => a - b);
    this.#timesMs = [];
    return times[Math.floor(times.length / 4)] ?? 0;
  }
}
