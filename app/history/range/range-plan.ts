import { NO_POINTS, type Points } from '../head/points.ts';
import type { Selector, Series } from '../history.ts';

/** Which points somebody wants to read. */
export interface RangeRequest {
  readonly select: Selector;
  /** Inclusive. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly follower?: number | undefined;
  /** Series that may match; more is a `QueryTooLargeError`. Default: `MAX_QUERY_SERIES`. */
  readonly maxSeries?: number | undefined;
  /** Points of the head that may be in the range; more is a `QueryTooLargeError`. */
  readonly maxPoints?: number | undefined;
}

/** What the keeper's memory knows of a range, as a message; the rest is in chunks. */
export interface RangePlan {
  /** Newest commit. Its points, and those of all before it, are in the head's or in chunks. */
  readonly commit: number;
  /** Flushes that had ended: the chunks must be those after as many. */
  readonly flushes: number;
  readonly series: readonly PlannedSeries[];
  /** Points of the head, series by series: of each one its `headCount`, by time. */
  readonly head: Points;
}

export interface PlannedSeries {
  readonly id: number;
  readonly facts: Series;
  readonly headCount: number;
}

/** Each series with its points of the head. */
export function* withHeads({ series, head }: RangePlan): Iterable<PlannedSeries & { readonly head: Points }> {
  let from = 0;
  for (const planned of series) {
    const to = from + planned.headCount;
    const { times, values } = head;
    const own = to > from ? { times: times.subarray(from, to), values: values.subarray(from, to) } : NO_POINTS;
    yield { ...planned, head: own };
    from = to;
  }
}
