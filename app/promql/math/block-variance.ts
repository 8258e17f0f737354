import { mean } from './mean.ts';
import { variance } from './variance.ts';

/** Values that are looked at once for all windows that hold all of them. */
const BLOCK = 64;

/** A shorter window is walked through by itself. */
const MIN_WINDOW = 4 * BLOCK;

/**
 * The variance of any part of some numbers. Mean and squares of blocks are kept, and joined for a long part (Chan, Golub and LeVeque,
 * Stanford CS-79-773, 1979). `spend` is told of numbers that are looked at.
 */
export function createBlockVariance(
  values: Float64Array,
  spend: (numbers: number) => void,
): (from: number, to: number) => number {
  const blocks = Math.floor(values.length / BLOCK);
  const [means, squares] = [new Float64Array(blocks), new Float64Array(blocks)];
  // Around 0 sums of squares are exact to more digits: the variance is the same wherever all numbers lie.
  const middle = Number.isFinite(values[0]) ? values[0]! : 0;
  const moved = new Float64Array(BLOCK);
  let known = 0;
  const learn = (upTo: number) => {
    for (; known < upTo; known++) {
      for (let i = 0; i < BLOCK; i++) moved[i] = values[known * BLOCK + i]! - middle;
      means[known] = mean(moved);
      squares[known] = variance(moved) * BLOCK;
    }
  };
  return (from, to) => {
    if (to - from < MIN_WINDOW) {
      spend(to - from);
      return variance(values, from, to);
    }
    const [first, end] = [Math.ceil(from / BLOCK), Math.floor(to / BLOCK)];
    learn(end);
    spend(end - first + 2 * BLOCK);
    const joined = new Moments();
    for (let i = from; i < first * BLOCK; i++) joined.add(1, values[i]! - middle, 0);
    for (let block = first; block < end; block++) joined.add(BLOCK, means[block]!, squares[block]!);
    for (let i = end * BLOCK; i < to; i++) joined.add(1, values[i]! - middle, 0);
    if (Number.isFinite(joined.squares)) return joined.squares / (to - from);
    spend(to - from); // numbers that are infinite, or too large: one after the other tells what there is
    return variance(values, from, to);
  };
}

class Moments {
  squares = 0;
  #count = 0;
  #mean = 0;

  add(count: number, mean: number, squares: number): void {
    const all = this.#count + count;
    const delta = mean - this.#mean;
    this.#mean += (delta * count) / all;
    this.squares += squares + (delta * delta * this.#count * count) / all;
    this.#count = all;
  }
}
