import type { Extremes } from '../history/window.ts';
import type { Query } from './definition.ts';
import type { DressSeries } from './look/dress-series.ts';
import type { PanelSeries } from './panel.ts';
import { nameSeries } from './series-names.ts';

/** A series as it was found, before the panel says how it looks. */
export interface FoundSeries {
  readonly key: string;
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly unit: string;
  readonly value: number;
  readonly atMs: number;
  readonly intervalMs: number | undefined;
  readonly values: readonly (number | undefined)[];
  readonly extremes: Extremes | undefined;
}

/** What a panel says of its series. */
export interface SeriesLook {
  /** Goes before the unit of the series. */
  readonly unit: string | undefined;
  /** What it says of some of them goes before all else. */
  readonly dress: DressSeries;
}

/** The series of one query as the panel shows them. */
export function dressFound(found: readonly FoundSeries[], { expr, legend }: Query, look: SeriesLook): PanelSeries[] {
  const names = nameSeries(found, legend);
  return found.map(({ key, metric, labels, unit: sentUnit, value, atMs, intervalMs, values, extremes }, i) => {
    const series = { metric, labels, name: names[i] || expr };
    const { name = series.name, unit = look.unit ?? sentUnit, ...more } = look.dress(series);
    return { ...more, key, name, unit, labels, value, atMs, intervalMs, values, extremes };
  });
}
