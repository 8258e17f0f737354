import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../../db/database.ts';
import type { ChunkTable } from '../chunk/chunk-table.ts';
import type { OnCorrupt } from '../chunk/write-points.ts';
import type { Head } from '../head/head.ts';
import { slicePoints } from '../head/points.ts';
import type { RangeQuery, RangeResult, Series, SeriesBuckets } from '../history.ts';
import type { LiveSeries } from '../live-series.ts';
import type { MetaTable } from '../meta-table.ts';
import type { NewestPoints } from '../newest-points.ts';
import { selectSeries } from '../select.ts';
import { type IndexedSeries, type SeriesIndex, toSeries } from '../series-index.ts';
import { BucketColumns } from './bucket-columns.ts';
import { type Segment, type SegmentSource, segments } from './segments.ts';

/** Series that one query reads at most; beyond it the query rejects with `QueryTooLargeError`. */
export const MAX_QUERY_SERIES = 500;

/** Buckets of each series at most; beyond it the query rejects with `QueryTooLargeError`. */
export const MAX_QUERY_BUCKETS = 5_000;

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
  readonly meta: MetaTable;
  readonly chunks: ChunkTable;
  readonly head: Head;
  readonly index: SeriesIndex;
  readonly newest: NewestPoints;
  readonly live: LiveSeries;
  readonly onCorrupt: OnCorrupt;
}

/** Reads buckets from a snapshot, and lets writes go on meanwhile: whatever is committed after its begin is not in the answer. */
export function createQuery(parts: QueryParts) {
  const read = async (signal: AbortSignal, query: RangeQuery): Promise<RangeResult> => {
    // The first read fixes the snapshot; up to the first await the memory is of the same commit.
    const { commit } = parts.meta.get();
    const selected = selectSeries(parts.index, parts.newest, query.select);
    requireFewSeries(selected.length);
    if (query.follower !== undefined) parts.live.follow(query.follower, selected);
    const sources = selected.map(series => toSource(parts, series, query));
    return { commit, series: await readAll(signal, sources, query) };
  };

  return async (signal: AbortSignal, query: RangeQuery): Promise<RangeResult> => {
    requireFewBuckets(countBuckets(query));
    return parts.database.transactional.run(() => read(signal, query), {
      kind: 'async',
      access: 'snapshot',
      label: 'history query',
      acquireTimeoutMs: WAIT_MS,
      holdTimeoutMs: QUERY_TIMEOUT_MS,
      signal,
    });
  };
}

interface Source extends SegmentSource {
  readonly facts: Series;
}

function toSource(
  { chunks, head, onCorrupt }: QueryParts,
  series: IndexedSeries,
  { fromMs, toMs }: RangeQuery,
): Source {
  const points = slicePoints(head.points(series.id), fromMs, toMs);
  return { chunks, seriesId: series.id, head: points, fromMs, toMs, onCorrupt, facts: toSeries(series) };
}

async function readAll(signal: AbortSignal, sources: readonly Source[], query: RangeQuery): Promise<SeriesBuckets[]> {
  const giveTurn = createTurns(signal);
  const answer: SeriesBuckets[] = [];
  for (const source of sources) {
    const buckets = new BucketColumns(query.fromMs, query.stepMs);
    for (const segment of segments(source)) {
      add(buckets, segment);
      await giveTurn();
    }
    answer.push({ ...source.facts, ...buckets.result() });
  }
  return answer;
}

function add(buckets: BucketColumns, segment: Segment): void {
  if (segment.kind === 'points') buckets.addPoints(segment.points);
  else if (!buckets.addStats(segment.chunk)) buckets.addPoints(segment.read());
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
