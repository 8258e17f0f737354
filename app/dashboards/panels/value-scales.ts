import { chooseDomain } from '../../../components/chart/scale.ts';
import type { Scale } from '../look/judge-value.ts';
import { scaleOf } from '../look/tell-value.ts';
import type { PanelSeries } from '../panel.ts';

/**
 * The scale on which bars of a unit lie: that of the panel, else one of round numbers that holds zero and all values of that unit. Values
 * of different units are not comparable, and have scales of their own.
 */
export function valueScales(
  series: readonly Pick<PanelSeries, 'unit' | 'value'>[],
  look: { readonly min?: number | undefined; readonly max?: number | undefined },
): (unit: string) => Scale {
  const fixed = scaleOf(look);
  if (fixed) return () => fixed;
  const scales = new Map<string, Scale>();
  for (const [unit, own] of Map.groupBy(series, one => one.unit))
    scales.set(unit, chooseDomain([0, ...own.map(({ value }) => value)], unit));
  return unit => scales.get(unit) ?? { min: 0, max: 1 };
}

/** Where a value lies on a scale, 0 to 1 within it; undefined for what is no number. */
export function shareOn(value: number, { min, max }: Scale): number | undefined {
  if (Number.isNaN(value)) return undefined;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}
