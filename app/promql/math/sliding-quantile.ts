import { quantile } from './quantile.ts';
import { createRankedWindow } from './ranked-window.ts';

/**
 * Windows are walked through until that was so many times all numbers. Then, if a window is longer by the second factor than the step
 * between two of them, all numbers are put in order, which costs as much as to look at each so often.
 */
const WALKED_PER_NUMBER = 4;
const ORDERED_PER_NUMBER = 25;

/** The quantile of windows whose ends never go back, as `quantile` gives it. `spend` is told of numbers that are looked at. */
export function createSlidingQuantile(
  values: Float64Array,
  spend: (numbers: number) => void,
): (q: number, from: number, to: number) => number {
  let [walked, lastEnd] = [0, 0];
  let ranked: ReturnType<typeof createRankedWindow> | undefined;
  return (q, from, to) => {
    const isWorthIt = walked > values.length * WALKED_PER_NUMBER && to - from > (to - lastEnd) * ORDERED_PER_NUMBER;
    lastEnd = to;
    if (!ranked && !isWorthIt) {
      walked += to - from;
      spend(to - from);
      return quantile(q, values.subarray(from, to));
    }
    if (!ranked) {
      spend(values.length * ORDERED_PER_NUMBER);
      ranked = createRankedWindow(values);
    }
    ranked.move(from, to);
    return quantileOf(q, to - from, ranked.at);
  };
}

function quantileOf(q: number, count: number, at: (rank: number) => number): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const rank = q * (count - 1);
  const lower = Math.floor(rank);
  const low = at(lower);
  const high = lower + 1 < count ? at(lower + 1) : low;
  return low * (1 - (rank - lower)) + high * (rank - lower);
}
