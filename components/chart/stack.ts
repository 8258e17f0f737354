import type { ChartSeries, DrawnSeries } from './series.ts';

type Values = ChartSeries['values'];

/**
 * Each series on top of those before it, in the same order, and each mirrored one below the mirrored ones before it. A value that is missing
 * counts as nothing, and a moment where no series has a value stays a gap in all of them.
 */
export function stackSeries(series: readonly ChartSeries[], count: number): DrawnSeries[] {
  const isGap = (index: number) => series.every(({ values }) => values[index] === undefined);
  const zero: Values = Array.from({ length: count }, (_, index) => (isGap(index) ? undefined : 0));
  const piles = { up: zero, down: zero };
  return series.map(({ values, ...rest }) => {
    const side = rest.isMirrored ? 'down' : 'up';
    const floor = piles[side];
    piles[side] = floor.map((sum, index) => (sum === undefined ? undefined : sum + (values[index] ?? 0)));
    return { ...rest, values: piles[side], floor };
  });
}
