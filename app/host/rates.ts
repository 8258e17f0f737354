/** Turns counters that grow into what they grow by in a second. */
export class Rates {
  readonly #last = new Map<string, { readonly count: number; readonly atMs: number }>();

  /** Undefined for the first count of a name, and for one that has begun anew. `atMs` is of a monotonic clock. */
  perSecond(name: string, count: number, atMs: number): number | undefined {
    const last = this.#last.get(name);
    this.#last.set(name, { count, atMs });
    if (!last || count < last.count || atMs <= last.atMs) return undefined;
    return ((count - last.count) / (atMs - last.atMs)) * 1000;
  }
}
