import { samplePosition } from './sample-position.ts';

/** Ten to this power and not more: 15 digits always fit a float64, more only at times. */
export const MAX_EXPONENT = 15;

/** By their exponent; `10 ** exponent` would be reckoned anew each time. */
export const POWERS_OF_TEN = Float64Array.from({ length: MAX_EXPONENT + 1 }, (_, exponent) => 10 ** exponent);

/** From here on rounding by addition is not exact. */
export const MAX_DECIMAL = 2 ** 51;

/** No decimal number with few digits. */
const NONE = MAX_EXPONENT + 1;

/** Added and taken away again it rounds to the nearest whole number, and is quicker than `Math.round`. */
export const ROUNDING = 1.5 * 2 ** 52;

const SAMPLES = 64;
const BITS_PER_DIGIT = Math.log2(10);
/** About what a value costs that is kept as a float. */
const BITS_PER_FLOAT = 64;

const counts = new Uint8Array(NONE + 1);

/**
 * The decimal places by which the first `count` values, in a sample from all over, are whole numbers at the least expense:
 * a place costs each value 3.3 bits, a value that needs more of them costs what a float does. Undefined if most need more
 * than there are; infinities and NaN are floats at any rate and have no say. (Afroozeh et al., "ALP: Adaptive Lossless
 * Floating-Point Compression", SIGMOD 2023.)
 */
export function decimalExponent(values: Float64Array, count: number): number | undefined {
  const samples = countPlaces(values, count);
  let cheapest: number | undefined;
  let fewestBits = Infinity;
  let floats = samples;
  for (let exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
    floats -= counts[exponent]!;
    const bits = floats * BITS_PER_FLOAT + (samples - floats) * exponent * BITS_PER_DIGIT;
    if (floats * 2 >= samples || bits >= fewestBits) continue;
    cheapest = exponent;
    fewestBits = bits;
  }
  return cheapest;
}

/** Gives how many values of the sample are finite. */
function countPlaces(values: Float64Array, count: number): number {
  const samples = Math.min(SAMPLES, count);
  let finite = 0;
  counts.fill(0);
  for (let sample = 0; sample < samples; sample++) {
    const value = values[samplePosition(sample, samples, count)]!;
    if (!Number.isFinite(value)) continue;
    counts[placesOf(value)]!++;
    finite++;
  }
  return finite;
}

function placesOf(value: number): number {
  for (let exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
    const power = POWERS_OF_TEN[exponent]!;
    const scaled = value * power + ROUNDING - ROUNDING;
    if (scaled / power === value && Math.abs(scaled) < MAX_DECIMAL) return exponent;
  }
  return NONE;
}
