import { bitLength } from './bit-length.ts';
import { cheapestWidth } from './cheapest-width.ts';
import { MAX_WIDTH_BITS } from './chunk-format.ts';
import { median } from './median.ts';
import { samplePosition } from './sample-position.ts';
import { toZigzag } from './zigzag.ts';

const SAMPLES = 15;

const sample = new Float64Array(SAMPLES);
const aboveLowest = new Uint16Array(MAX_WIDTH_BITS + 1);
const belowHighest = new Uint16Array(MAX_WIDTH_BITS + 1);
const aroundMiddle = new Uint16Array(MAX_WIDTH_BITS + 1);

/**
 * The number around which `count` residuals from `from` on take the fewest bits. Three are tried: one that just reaches the
 * lowest of them, as fits steps of a counter; one that just reaches the highest, as fits floats that crowd below a power
 * of two; and the middle one, for what strays to both sides. Trying all doubles the time of packing, for a hundredth of the
 * size at best.
 */
export function chooseCentre(residuals: Float64Array, from: number, count: number): number {
  const lowest = lowestOf(residuals, from, count);
  const highest = highestOf(residuals, from, count);
  if (lowest === highest) return lowest;
  const middle = middleOf(residuals, from, count);
  countWidths(residuals, from, count, lowest, middle, highest);
  const low = cheapestWidth(aboveLowest, count);
  const high = cheapestWidth(belowHighest, count);
  const around = cheapestWidth(aroundMiddle, count);
  if (around.sizeBits <= low.sizeBits && around.sizeBits <= high.sizeBits) return middle;
  // w bits reach from 2^(w-1) below the centre to one less than that above it, no bits the centre alone.
  if (low.sizeBits <= high.sizeBits) return lowest + Math.floor(2 ** (low.widthBits - 1));
  return highest - Math.max(0, 2 ** (high.widthBits - 1) - 1);
}

function lowestOf(residuals: Float64Array, from: number, count: number): number {
  let lowest = residuals[from]!;
  for (let i = from + 1; i < from + count; i++) if (residuals[i]! < lowest) lowest = residuals[i]!;
  return lowest;
}

function highestOf(residuals: Float64Array, from: number, count: number): number {
  let highest = residuals[from]!;
  for (let i = from + 1; i < from + count; i++) if (residuals[i]! > highest) highest = residuals[i]!;
  return highest;
}

/** The median of a few: no outlier moves it, and it costs less than sorting all. */
function middleOf(residuals: Float64Array, from: number, count: number): number {
  const samples = Math.min(SAMPLES, count);
  for (let i = 0; i < samples; i++) sample[i] = residuals[from + samplePosition(i, samples, count)]!;
  return median(sample, samples);
}

function countWidths(
  residuals: Float64Array,
  from: number,
  count: number,
  lowest: number,
  middle: number,
  highest: number,
): void {
  aboveLowest.fill(0);
  belowHighest.fill(0);
  aroundMiddle.fill(0);
  for (let i = from; i < from + count; i++) {
    const residual = residuals[i]!;
    aboveLowest[bitLength(residual - lowest)]!++;
    belowHighest[bitLength(highest - residual)]!++;
    aroundMiddle[bitLength(toZigzag(residual - middle))]!++;
  }
}
