import { kahanSum } from './kahan-sum.ts';
import { mean } from './mean.ts';

/** Values that are added up once for all windows that hold all of them. */
const BLOCK = 64;

/** A shorter window is added up by itself. */
const MIN_WINDOW = 4 * BLOCK;

/**
 * Sums and means of any part of some numbers. Sums of blocks are kept with what rounding lost of them, so that a long part is added up of
 * few pieces with the same result as one by one.
 */
export function createBlockSums(values: Float64Array): {
  sum(from: number, to: number): number;
  mean(from: number, to: number): number;
} {
  const blocks = Math.floor(values.length / BLOCK);
  const [sums, losses] = [new Float64Array(blocks), new Float64Array(blocks)];
  let known = 0;
  const learn = (upTo: number) => {
    for (; known < upTo; known++) addBlock(values, known, sums, losses);
  };
  const sum = (from: number, to: number): number => {
    const [first, end] = [Math.ceil(from / BLOCK), Math.floor(to / BLOCK)];
    if (to - from < MIN_WINDOW) return kahanSum(values, from, to);
    learn(end);
    return addParts(values, from, to, { first, end, sums, losses });
  };
  return {
    sum,
    mean(from, to) {
      const total = sum(from, to);
      return Number.isFinite(total) ? total / (to - from) : mean(values, from, to);
    },
  };
}

function addBlock(values: Float64Array, block: number, sums: Float64Array, losses: Float64Array): void {
  let sum = 0;
  let lost = 0;
  for (let i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  sums[block] = sum;
  losses[block] = lost;
}

interface Blocks {
  readonly first: number;
  readonly end: number;
  readonly sums: Float64Array;
  readonly losses: Float64Array;
}

/** What is before the first whole block, the blocks, and what is behind the last. */
function addParts(values: Float64Array, from: number, to: number, { first, end, sums, losses }: Blocks): number {
  let sum = 0;
  let lost = 0;
  const parts = [
    [values, from, first * BLOCK],
    [sums, first, end],
    [values, end * BLOCK, to],
  ] as const;
  for (const [numbers, start, stop] of parts) {
    for (let i = start; i < stop; i++) {
      const value = numbers[i]!;
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
  }
  for (let block = first; block < end; block++) lost += losses[block]!;
  // Infinities leave NaN as what was lost.
  return Number.isFinite(sum) ? sum + lost : sum;
}
