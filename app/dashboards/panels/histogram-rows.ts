import type { HeatRow } from '../../../components/chart/heatmap.tsx';
import { formatValueText } from '../../../components/format/format-value.ts';
import type { PanelSeries } from '../panel.ts';

/** What lies in each bucket alone, the highest bucket first. `le` has the unit of what was measured, the values are how many. */
export function histogramRows(series: readonly PanelSeries[], boundUnit: string): HeatRow[] {
  const buckets = series
    .map(({ labels, values }) => ({ le: boundOf(labels?.le), values }))
    .filter(({ le }) => !Number.isNaN(le))
    .sort((a, b) => a.le - b.le);
  return buckets
    .map(({ le, values }, at) => ({
      name: `≤ ${le === Number.POSITIVE_INFINITY ? '∞' : formatValueText(le, boundUnit)}`,
      values: values.map((value, i) => within(value, at === 0 ? 0 : buckets[at - 1]!.values[i])),
    }))
    .reverse();
}

/** `+Inf` is what holds all. */
function boundOf(le: string | undefined): number {
  if (le === undefined || le.trim() === '') return Number.NaN;
  return /^\+?inf$/i.test(le.trim()) ? Number.POSITIVE_INFINITY : Number(le);
}

/** Rates that were read one after another may disagree by a little; there are never fewer than none. */
function within(value: number | undefined, below: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.max(0, value - (below ?? 0));
}
