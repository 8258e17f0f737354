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
  /** Where it is not that of the chart. */
  unit?: string | undefined;
  /** The newest reading in words, where it is not simply the number with its unit. */
  told?: string | undefined;
  /** A shape beside its words. */
  status?: 'ok' | 'warn' | 'crit' | undefined;
  /** What is silent says so: `stale 12 s, usually every 2 s`. Its line is stitched. */
  silence?: string | undefined;
  /** Number of its yarn, from 1; else that of its place in the list. */
  yarn?: number | undefined;
  /** On which side its values are read. */
  axis?: 'left' | 'right' | undefined;
  isDashed?: boolean | undefined;
  /** Drawn downwards from zero; words say its values as they are. */
  isMirrored?: boolean | undefined;
};

/** A series as it is drawn: its values are where its line runs. */
export type DrawnSeries = ChartSeries & {
  /** What it stands on, where that is not zero. */
  floor?: readonly (number | undefined)[] | undefined;
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

/** How the line of a series is drawn, beside its shape. */
export type Yarn = { className: string; isAgain: boolean };

/** The yarns by name, in their order. */
export const YARN_NAMES = ['woad', 'rust', 'lichen', 'heather', 'weld', 'madder', 'moss', 'indigo'] as const;

/** Yarn 1 to 8; a ninth series starts over, told apart by its dash. */
export function yarnOf(index: number): Yarn {
  return { className: `series-${(index % YARN_NAMES.length) + 1}`, isAgain: index >= YARN_NAMES.length };
}

/** The yarns of all series of a chart; of several in one colour, all but the first have a dash, and those that are to have one. */
export function yarnsOf(series: readonly ChartSeries[]): Yarn[] {
  const taken = new Set<string>();
  return series.map(({ yarn, isDashed = false }, index) => {
    const className = yarn === undefined ? yarnOf(index).className : `series-${yarn}`;
    const isAgain = isDashed || taken.has(className);
    taken.add(className);
    return { className, isAgain };
  });
}

/** Its number, from 1. */
export function yarnNumber(name: (typeof YARN_NAMES)[number]): number {
  return YARN_NAMES.indexOf(name) + 1;
}
