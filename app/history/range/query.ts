import type { RangeQuery, RangeResult } from '../history.ts';
import { BucketColumns } from './bucket-columns.ts';
import { QueryTooLargeError } from './query-too-large-error.ts';
import { createRangeRead, type RangeReadParts } from './range-read.ts';

/** Buckets of each series at most; beyond it the query rejects with `QueryTooLargeError`. */
export const MAX_QUERY_BUCKETS = 5_000;

/** Reads buckets on a fixed grid. */
export function createQuery(parts: RangeReadParts) {
  const read = createRangeRead(parts);
  return async (signal: AbortSignal, query: RangeQuery): Promise<RangeResult> => {
    requireFewBuckets(countBuckets(query));
    return read(signal, query, () => new BucketColumns(query.fromMs, query.stepMs));
  };
}

function countBuckets({ fromMs, toMs, stepMs }: RangeQuery): number {
  return Math.ceil((toMs - fromMs) / stepMs);
}

/** Written so that a step of 0, which makes infinitely many or NaN buckets, is refused too. */
function requireFewBuckets(count: number): void {
  if (count <= MAX_QUERY_BUCKETS) return;
  throw new QueryTooLargeError(
    `The query asks for ${count} buckets of each series and may ask for ${MAX_QUERY_BUCKETS}: take a longer step.`,
  );
}
