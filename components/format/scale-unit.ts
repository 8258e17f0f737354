import { type ScaledUnit, unitLadder } from '../units/unit-ladder.ts';

/** A step is taken a little early, so that 999.7 kB reads 1.0 MB and not 1 000 kB. */
const CARRY = 0.9995;

/**
 * The multiple of a unit in which a magnitude reads best: `bytes` 9.9e9 in GB, `seconds` 0.0018 in ms. Of a whole axis give the
 * largest. Nothing and what is not finite stay in the unit as it was sent.
 */
export function scaleUnit(magnitude: number, unit: string): ScaledUnit {
  const size = Math.abs(magnitude);
  const ladder = unitLadder(unit, size);
  if (size === 0 || !Number.isFinite(size)) return ladder.find(step => step.divisor === 1) ?? ladder.at(-1)!;
  return ladder.find(step => size >= step.divisor * CARRY) ?? ladder.at(-1)!;
}
