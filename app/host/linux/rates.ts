/** Growth per second of each counter since the last call. */
export type Rates = (counters: ReadonlyMap<string, number>) => ReadonlyMap<string, number>;

/**
 * Turns counters, by their names, into rates. A counter that is new, or smaller than it was because it wrapped or
 * its device was put in anew, has no rate this time; one that is gone is forgotten. Keeps the map it was given.
 */
export function createRates(nowMs: () => number = () => performance.now()): Rates {
  let last = { atMs: nowMs(), counters: new Map() as ReadonlyMap<string, number> };
  return counters => {
    const now = { atMs: nowMs(), counters };
    const seconds = (now.atMs - last.atMs) / 1000;
    const rates = new Map<string, number>();
    for (const [name, count] of counters) {
      const growth = count - (last.counters.get(name) ?? Number.POSITIVE_INFINITY);
      if (growth >= 0 && seconds > 0) rates.set(name, growth / seconds);
    }
    last = now;
    return rates;
  };
}
