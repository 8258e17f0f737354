import { knownUnit } from './known-unit.ts';

/** Where the scale of a share ends: 100 for per cent, 1 for a ratio. Undefined: the unit has no natural end. */
export function fullScale(unit: string): number | undefined {
  const known = knownUnit(unit)?.unit;
  if (known?.scaling.kind === 'share') return 1;
  return known?.symbol === '%' || known?.symbol === '%RH' ? 100 : undefined;
}
