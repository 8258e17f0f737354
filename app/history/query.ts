import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import type { RangeQuery, RangeResult, Series, SeriesBuckets } from './history.ts';
import type { Bucket, ReadingTable } from './reading-table.ts';
import { selectSeries } from './select.ts';
import { type IndexedSeries, type SeriesIndex, toSeries } from './series-index.ts';

/** Series that one query reads at most; beyond it the query rejects with `QueryTooLargeError`. */
export const MAX_QUERY_SERIES = 500;

/** Buckets of each series at most; beyond it the query rejects with `QueryTooLargeError`. */
export const MAX_QUERY_BUCKETS = 5_000;

/** Buckets read by one statement: the thread does not turn to other calls before its end. */
const STATEMENT_BUCKETS = 100;

/** How long a query reads before other calls have a turn. */
const TURN_MS = 5;

/** How long a query waits for a snapshot; a few are read at one time. Beyond it, over HTTP, a 503. */
const WAIT_MS = 10_000;

/** A query that takes longer is given up; it would keep the log of the database from being emptied. */
const QUERY_TIMEOUT_MS = 30_000;

/** The query asks for more than one answer may hold. Its message says how to ask for less. */
export class QueryTooLargeError extends Error {
  override readonly name = 'QueryTooLargeError';
  readonly code = 'QUERY_TOO_LARGE';
}

export interface QueryParts {
  readonly database: Database;
  readonly readings: ReadingTable;
  readonly index: SeriesIndex;
}

/** Reads buckets from a snapshot, and lets writes go on meanwhile: whatever is committed after its begin is not in the answer. */
export function createQuery({ database, readings, index }: QueryParts) {
  const selectCommit = database.prepare<{ number: number }>('select commit_number as number from meta');

  const read = async (signal: AbortSignal, query: RangeQuery): Promise<RangeResult> => {
    // The first read fixes the snapshot; up to the first await the index is of the same commit.
    const commit = selectCommit.get()!.number;
    const selected = selectSeries(index, query.select);
    requireFewSeries(selected.length);
    return { commit, series: await readAll(signal, readings, selected, query) };
  };

  return async (signal: AbortSignal, query: RangeQuery): Promise<RangeResult> => {
    requireFewBuckets(countBuckets(query));
    return database.transactional.run(() => read(signal, query), {
      kind: 'async',
      access: 'snapshot',
      label: 'history query',
      acquireTimeoutMs: WAIT_MS,
      holdTimeoutMs: QUERY_TIMEOUT_MS,
      signal,
    });
  };
}

async function readAll(
  signal: AbortSignal,
  readings: ReadingTable,
  selected: readonly IndexedSeries[],
  query: RangeQuery,
): Promise<SeriesBuckets[]> {
  const giveTurn = createTurns(signal);
  const answer = selected.map(series => ({ id: series.id, facts: toSeries(series), buckets: [] as Bucket[] }));
  for (const { id, buckets } of answer) {
    for (const piece of piecesOf(query)) {
      buckets.push(...readings.buckets({ seriesId: id, originMs: query.fromMs, stepMs: query.stepMs, ...piece }));
      await giveTurn();
    }
  }
  return answer.map(({ facts, buckets }) => ({ ...facts, ...toColumns(buckets) }));
}

function* piecesOf({ fromMs, toMs, stepMs }: RangeQuery): Iterable<{ fromMs: number; toMs: number }> {
  const pieceMs = STATEMENT_BUCKETS * stepMs;
  for (let atMs = fromMs; atMs < toMs; atMs += pieceMs) {
    yield { fromMs: atMs, toMs: Math.min(atMs + pieceMs, toMs) };
  }
}

/** Gives a function that waits for the other calls if it was long since they had a turn. */
function createTurns(signal: AbortSignal): () => Promise<void> | undefined {
  let endMs = performance.now() + TURN_MS;
  const next = async () => {
    await setImmediate();
    signal.throwIfAborted();
    endMs = performance.now() + TURN_MS;
  };
  return () => (performance.now() < endMs ? undefined : next());
}

function toColumns(buckets: readonly Bucket[]): Omit<SeriesBuckets, keyof Series> {
  return {
    index: Int32Array.from(buckets, bucket => bucket.index),
    count: Int32Array.from(buckets, bucket => bucket.count),
    sum: Float64Array.from(buckets, bucket => bucket.sum),
    min: Float64Array.from(buckets, bucket => bucket.min),
    max: Float64Array.from(buckets, bucket => bucket.max),
    last: Float64Array.from(buckets, bucket => bucket.last),
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

function requireFewSeries(count: number): void {
  if (count <= MAX_QUERY_SERIES) return;
  throw new QueryTooLargeError(
    `The query matches more than ${MAX_QUERY_SERIES} series: select fewer, or give a limit.`,
  );
}
