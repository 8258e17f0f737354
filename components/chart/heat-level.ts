import type { Domain } from './scale.ts';

/** Steps of the ramp, from little to much. */
export type HeatLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7;
const LEVELS = 7;

/** The step of the ramp on which a value lies; what lies outside of the domain, on its end. Undefined: no cell. */
export function heatLevel(value: number | undefined, { min, max }: Domain, hidesZero = false): HeatLevel | undefined {
  if (value === undefined || Number.isNaN(value) || (hidesZero && value <= 0)) return undefined;
  const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return Math.min(LEVELS, 1 + Math.floor(share * LEVELS)) as HeatLevel;
}
