import type { LineQuery, LineResult } from '../history.ts';
import { M4Columns } from './m4-columns.ts';
import { QueryTooLargeError } from './query-too-large-error.ts';
import { createRangeRead, type RangeReadParts } from './range-read.ts';

/** Pixels across that a line may have; beyond it the query rejects with `QueryTooLargeError`. */
export const MAX_LINE_WIDTH = 5_000;

/** Reads the points that a line of so many pixels is drawn through. */
export function createLineQuery(parts: RangeReadParts) {
  const read = createRangeRead(parts);
  return async (signal: AbortSignal, query: LineQuery): Promise<LineResult> => {
    const { fromMs, toMs, width } = query;
    requireWidth(width);
    return read(signal, query, () => new M4Columns(fromMs, toMs, width));
  };
}

function requireWidth(width: number): void {
  if (width >= 1 && width <= MAX_LINE_WIDTH) return;
  throw new QueryTooLargeError(`A line is 1 to ${MAX_LINE_WIDTH} pixels wide, not ${width}.`);
}
