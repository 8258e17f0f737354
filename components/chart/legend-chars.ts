import { formatValueText } from '../format/format-value.ts';
import type { ChartSide } from './chart-sides.ts';
import { type ChartSeries, newestValue } from './series.ts';

/** What the stylesheet has room for, in characters. */
const MAX_CHARS = 14;

/** What a series says in a legend: as it was told, or simply its newest value with its unit. */
export function legendWords(series: ChartSeries, unit: string, decimals: number | undefined): string {
  const newest = newestValue(series);
  return (newest === undefined ? undefined : series.told) ?? formatValueText(newest, series.unit ?? unit, { decimals });
}

/**
 * Characters to keep free for each value of a legend, so that nothing beside it moves when a 9 becomes a 10: those of the widest words now, and of
 * what the ends of the axes would say in as many decimals.
 */
export function legendChars(sides: readonly (ChartSide | undefined)[], decimals: number | undefined): number {
  const words = sides.flatMap(side => {
    if (!side) return [];
    const now = side.series.map(series => legendWords(series, side.unit, decimals));
    const shown = Math.max(0, ...now.map(text => /\.(\d+)/.exec(text)?.[1]?.length ?? 0));
    return [
      ...now,
      ...[side.domain.min, side.domain.max].map(end => formatValueText(end, side.unit, { decimals: shown })),
    ];
  });
  return Math.min(MAX_CHARS, Math.max(0, ...words.map(text => text.length)));
}
