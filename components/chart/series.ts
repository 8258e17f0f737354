/** The times of a chart: `count` moments (at least 2), `stepMs` apart, from `fromMs` (UTC). */
export type ChartGrid = { fromMs: number; stepMs: number; count: number };

/**
 * One value for each moment of the grid; `undefined` where there is none, which is drawn as a gap. `newest` is the newest
 * reading and `extremes` the lowest and highest, where the values are means: words say them, lines do not.
 */
export type ChartSeries = {
  name: string;
  values: readonly (number | undefined)[];
  newest?: number | undefined;
  extremes?: { min: number; max: number } | undefined;
};

/** The last moment of a grid: where "now" is drawn. */
export function gridEndMs(grid: ChartGrid): number {
  return grid.fromMs + grid.stepMs * (grid.count - 1);
}

/** The number of its first step, counted from 1970. */
export function firstStepOf(grid: ChartGrid): number {
  return Math.round(grid.fromMs / grid.stepMs);
}

/** The newest value that there is. */
export function lastValue(values: readonly (number | undefined)[]): number | undefined {
  return values.findLast(value => value !== undefined);
}

/** What the series says now, in words; nothing when its line has left the chart. */
export function newestValue({ newest, values }: ChartSeries): number | undefined {
  const last = lastValue(values);
  return last === undefined ? undefined : (newest ?? last);
}

/** Yarn 1 to 8; a ninth series starts over, told apart by its dash. */
export function yarnOf(index: number): { className: string; isAgain: boolean } {
  return { className: `series-${(index % YARN_COUNT) + 1}`, isAgain: index >= YARN_COUNT };
}

const YARN_COUNT = 8;
