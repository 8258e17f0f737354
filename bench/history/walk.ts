import { createRandom } from '../../app/testing/random.ts';

/** The fields of a line, in their order. */
export const FIELDS = ['counter', 'tenth', 'thousandth', 'constant'] as const;

export type Values = readonly [counter: number, tenth: number, thousandth: number, constant: number];

export interface WalkOptions {
  readonly seed: number;
  /** All bits of a number are used, as sensors without rounding do: what no codec for decimals can shorten. */
  readonly isNoisy: boolean;
}

/** The generator begins alike for seeds that are close to each other. */
const SPREAD = 0x9e37_79b1;

/** The values of one line, step by step: a counter, gauges of one and of three decimals, a constant. The same in every run. */
export function createWalk({ seed, isNoisy }: WalkOptions): () => Values {
  const random = createRandom(Math.imul(seed, SPREAD));
  const constant = Math.floor(random() * 100);
  let [counter, tenths, thousandths] = [0, 200 + seededOffset(seed), 20_000 + seededOffset(seed)];
  return () => {
    counter += Math.floor(random() * 100);
    tenths += Math.floor(random() * 5) - 2;
    thousandths += Math.floor(random() * 201) - 100;
    if (isNoisy)
      return [counter + noise(random), tenths / 10 + noise(random), thousandths / 1000 + noise(random), constant];
    return [counter, tenths / 10, thousandths / 1000, constant];
  };
}

/** From 0 to 1; the generator gives 32 bits at a time, a float has more. */
function noise(random: () => number): number {
  return random() + random() / 2 ** 32;
}

/** Lines begin apart, so that no two of them are alike. */
function seededOffset(seed: number): number {
  return (seed * 7919) % 1000;
}
