import type { Labels } from '../history/reading.ts';

/** A series as a parser names it, and as the history numbers it. */
export interface SeriesRef {
  readonly metric: string;
  readonly labels: Labels;
  /** The last unit that was sent with it. */
  unit: string | undefined;
  /** Its number in the history; 0 while it is not known. */
  id: number;
  /** Of the numbers: they hold as long as the history's own epoch is the same. */
  epoch: number;
}

export function createSeriesRef(metric: string, labels: Labels): SeriesRef {
  return { metric, labels, unit: undefined, id: 0, epoch: 0 };
}
