import { formatValueText } from '../format/format-value.ts';
import type { ChartSide } from './chart-sides.ts';
import { type ChartSeries, newestValue } from './series.ts';

/** What a series says in a legend: as it was told, or simply its newest value with its unit. */
export function legendWords(series: ChartSeries, unit: string, decimals: number | undefined): string {
  const newest = newestValue(series);
  return (newest === undefined ? undefined : series.told) ?? formatValueText(newest, series.unit ?? unit, { decimals });
}

/** The words for which each value of a legend keeps room: what the series say now, and what the ends of the axes would say in as many decimals. */
export function widestWords(sides: readonly (ChartSide | undefined)[], decimals: number | undefined): string[] {
  return sides.flatMap(side => {
    if (!side) return [];
    const now = side.series.map(series => legendWords(series, side.unit, decimals));
    const shown = Math.max(0, ...now.map(text => /\.(\d+)/.exec(text)?.[1]?.length ?? 0));
    return [
      ...now,
      ...[side.domain.min, side.domain.max].map(end => formatValueText(end, side.unit, { decimals: shown })),
    ];
  });
}
