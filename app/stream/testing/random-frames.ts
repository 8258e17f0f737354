/** Same numbers in every run: whole numbers from 0 to below `limit`, by the minimal standard generator. */
export function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

/** Texts of different lengths up to `maxBytes`, each of which begins with its index. */
export function randomFrames(count: number, maxBytes: number): string[] {
  const random = createRandom(count);
  return Array.from({ length: count }, (_, index) => `${index};`.padEnd(1 + random(maxBytes), '.'));
}
