const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

/**
 * Where the `sample`th of so many samples is taken from `count` numbers: one from each of as many equal parts, in each at
 * another place, so that no rhythm of the numbers falls into step with them. (Weyl's additive recurrence.)
 */
export function samplePosition(sample: number, samples: number, count: number): number {
  const turns = sample * GOLDEN_RATIO;
  return Math.floor(((sample + turns - Math.floor(turns)) * count) / samples);
}
