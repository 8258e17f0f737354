import { median } from './median.ts';
import { samplePosition } from './sample-position.ts';

/** How often differences are taken before packing: values that hover, that wander, that grow steadily. */
export type Order = 0 | 1 | 2;

const SAMPLES = 64;
/** From here on second differences might leave the whole numbers that a float64 can hold. */
const MAX_DIFFERENCED = 2 ** 49;

const levels = new Float64Array(SAMPLES);
const steps = new Float64Array(SAMPLES);
const turns = new Float64Array(SAMPLES);

/** The order whose residuals take the fewest bits, by a sample from all over the chunk. */
export function chooseOrder(numbers: Float64Array, count: number, largest: number): Order {
  if (count < 3 || largest >= MAX_DIFFERENCED) return 0;
  const samples = Math.min(SAMPLES, count - 2);
  for (let sample = 0; sample < samples; sample++) {
    const i = 2 + samplePosition(sample, samples, count - 2);
    const level = numbers[i]!;
    const before = numbers[i - 1]!;
    levels[sample] = level;
    steps[sample] = level - before;
    turns[sample] = level - 2 * before + numbers[i - 2]!;
  }
  const [levelBits, stepBits, turnBits] = [bitsOf(levels, samples), bitsOf(steps, samples), bitsOf(turns, samples)];
  if (levelBits <= stepBits && levelBits <= turnBits) return 0;
  return stepBits <= turnBits ? 1 : 2;
}

function bitsOf(residuals: Float64Array, count: number): number {
  const centre = median(residuals, count);
  let bits = 0;
  for (let i = 0; i < count; i++) bits += Math.log2(1 + Math.abs(residuals[i]! - centre));
  return bits;
}
