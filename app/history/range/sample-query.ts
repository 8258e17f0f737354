import type { Series } from '../history.ts';
import { hourOf } from '../hourly/hour-stats.ts';
import type { LabelMatcher } from '../labels/label-matcher.ts';
import { tooManyPoints } from './query-too-large-error.ts';
import { createRangeRead, type RangeReadParts } from './range-read.ts';
import { SampleColumns } from './sample-columns.ts';

export interface SampleQuery {
  readonly matchers: readonly LabelMatcher[];
  /** Inclusive, whole milliseconds. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly maxSeries: number;
  readonly maxPoints: number;
  /** From the commit of the answer on it is told of the points of these series. */
  readonly follower?: number | undefined;
}

export interface SeriesSamples extends Series {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Reads every point of the series that match. Rejects with a QueryTooLargeError, or a LabelPatternError. */
export function createSampleQuery(parts: RangeReadParts) {
  const read = createRangeRead(parts);
  return async (signal: AbortSignal, query: SampleQuery): Promise<readonly SeriesSamples[]> => {
    const { matchers, fromMs, toMs, maxSeries, maxPoints, follower } = query;
    let count = 0;
    const note = (points: number) => {
      count += points;
      if (count > maxPoints) throw tooManyPoints(maxPoints);
    };
    const select = { matchers, limit: maxSeries + 1 };
    const range = { select, fromMs, toMs, hoursFromMs: hourOf(fromMs), maxSeries, maxPoints, follower };
    const { series } = await read(signal, range, () => new SampleColumns(fromMs, toMs, note));
    return series;
  };
}
