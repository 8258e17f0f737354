import type { ChartSeries } from './series.ts';

/**
 * Each series on top of those before it, in the same order; a value that is missing counts as nothing, and a moment where no series
 * has a value stays a gap in all of them.
 */
export function stackSeries(series: readonly ChartSeries[], count: number): ChartSeries[] {
  const isGap = (index: number) => series.every(({ values }) => values[index] === undefined);
  let below: (number | undefined)[] = Array.from({ length: count }, (_, index) => (isGap(index) ? undefined : 0));
  return series.map(({ values, ...rest }) => {
    below = below.map((sum, index) => (sum === undefined ? undefined : sum + (values[index] ?? 0)));
    return { ...rest, values: below };
  });
}
