import { NO_POINTS, type Points } from '../head/points.ts';
import type { LabelMatcher } from '../labels/label-matcher.ts';

/** Which samples somebody wants to read. */
export interface SampleRequest {
  readonly matchers: readonly LabelMatcher[];
  /** Inclusive, whole milliseconds. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** Only the last one of each series in the range is wanted, others may be left out. */
  readonly isNewestOnly?: boolean | undefined;
  /** Series that may match; more is a `QueryTooLargeError`. */
  readonly maxSeries: number;
  /** Samples that may be in the range; more is a `QueryTooLargeError`. */
  readonly maxPoints: number;
  /** From the commit of the answer on it is told of the points of these series. */
  readonly follower?: number | undefined;
}

/** What the keeper's memory knows of them, as a message of a few columns; labels are learned once (`series-book.ts`). */
export interface SamplePlan {
  readonly commit: number;
  /** Flushes that had ended: the chunks must be those after as many. */
  readonly flushes: number;
  /** In which the ids name these series. */
  readonly epoch: number;
  /** Series that are known by their newest point alone; nothing else of them need be read. */
  readonly newestIds: Uint32Array;
  /** Of each of those, that point. */
  readonly newest: Points;
  /** Series that must be read, by their key as those above. */
  readonly ids: Uint32Array;
  /** Of each of those, how many points are in the head. */
  readonly headCounts: Uint32Array;
  /** Points of the head, series by series, of each one by time. */
  readonly head: Points;
}

/** Each series that must be read, with its points of the head. */
export function* headsOf({ ids, headCounts, head: { times, values } }: SamplePlan) {
  let from = 0;
  for (const [at, id] of ids.entries()) {
    const to = from + headCounts[at]!;
    yield { id, head: to > from ? { times: times.subarray(from, to), values: values.subarray(from, to) } : NO_POINTS };
    from = to;
  }
}
