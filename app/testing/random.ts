export interface Random {
  /** From 0 to 1, without 1. */
  (): number;
  /** A whole number from 0 to `limit`, without `limit`. */
  (limit: number): number;
}

/** Numbers by chance, the same ones for the same seed, so that a failure comes again (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  return (limit?: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return limit === undefined ? fraction : Math.floor(fraction * limit);
  };
}
