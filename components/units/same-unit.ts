import { knownUnit } from './known-unit.ts';

/** Whether two texts mean the same unit, so that numbers in them can be compared: `By` and `bytes`, but not `ms` and `s`. */
export function sameUnit(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [knownUnit(a), knownUnit(b)];
  return one !== undefined && one.unit === other?.unit && one.factor === other.factor;
}
