import type { Database } from '../../../db/database.ts';
import type { ChunkStats } from '../chunk/chunk-stats.ts';
import type { ChunkTable } from '../chunk/chunk-table.ts';
import type { OnCorrupt } from '../chunk/write-points.ts';
import type { Head } from '../head/head.ts';
import { type Points, slicePoints } from '../head/points.ts';
import type { Selector, Series } from '../history.ts';
import type { LiveSeries } from '../live-series.ts';
import type { MetaTable } from '../meta-table.ts';
import type { NewestPoints } from '../newest-points.ts';
import { selectSeries } from '../select.ts';
import type { IndexedSeries, SeriesIndex } from '../series-index.ts';
import { QueryTooLargeError } from './query-too-large-error.ts';
import { type Segment, type SegmentSource, segments } from './segments.ts';
import { createTurns } from './turns.ts';

/** Series that one query reads at most; beyond it the query rejects with `QueryTooLargeError`. */
export const MAX_QUERY_SERIES = 500;

/** How long a query waits for a snapshot; a few are read at one time. Beyond it, over HTTP, a 503. */
const WAIT_MS = 10_000;

/** A query that takes longer is given up; it would keep the log of the database from being emptied. */
const QUERY_TIMEOUT_MS = 30_000;

export interface RangeReadParts {
  readonly database: Database;
  readonly meta: MetaTable;
  readonly chunks: ChunkTable;
  readonly head: Head;
  readonly index: SeriesIndex;
  readonly newest: NewestPoints;
  readonly live: LiveSeries;
  readonly onCorrupt: OnCorrupt;
}

export interface ReadRange {
  readonly select: Selector;
  /** Inclusive. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly follower?: number | undefined;
}

/** What the points of one series are gathered in, by time. */
export interface Gathering<Result> {
  /** False, and nothing added, when the stats of a chunk do not say enough: then its points are added. */
  addStats(stats: ChunkStats): boolean;
  addPoints(points: Points): void;
  result(): Result;
}

/**
 * Reads the points of series from a snapshot, and lets writes go on meanwhile: whatever is committed after its begin is
 * not in the answer. Each series is gathered in what `gather` gives.
 */
export function createRangeRead(parts: RangeReadParts) {
  return async <Result>(signal: AbortSignal, range: ReadRange, gather: () => Gathering<Result>) => {
    const read = async () => {
      // The first read fixes the snapshot; up to the first await the memory is of the same commit.
      const { commit } = parts.meta.get();
      const selected = selectSeries(parts.index, parts.newest, range.select);
      requireFewSeries(selected.length);
      if (range.follower !== undefined) parts.live.follow(range.follower, selected);
      const sources = selected.map(series => toSource(parts, series, range));
      return { commit, series: await readAll(signal, sources, gather) };
    };
    return parts.database.transactional.run(read, {
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
  { chunks, head, index, onCorrupt }: RangeReadParts,
  series: IndexedSeries,
  { fromMs, toMs }: ReadRange,
): Source {
  const points = slicePoints(head.points(series.id), fromMs, toMs);
  return { chunks, seriesId: series.id, head: points, fromMs, toMs, onCorrupt, facts: index.toSeries(series) };
}

async function readAll<Result>(signal: AbortSignal, sources: readonly Source[], gather: () => Gathering<Result>) {
  const giveTurn = createTurns(signal);
  const answer: (Series & Result)[] = [];
  for (const source of sources) {
    const gathering = gather();
    for (const segment of segments(source)) {
      add(gathering, segment);
      await giveTurn();
    }
    answer.push({ ...source.facts, ...gathering.result() });
  }
  return answer;
}

function add(gathering: Gathering<unknown>, segment: Segment): void {
  if (segment.kind === 'points') gathering.addPoints(segment.points);
  else if (!gathering.addStats(segment.chunk)) gathering.addPoints(segment.read());
}

function requireFewSeries(count: number): void {
  if (count <= MAX_QUERY_SERIES) return;
  throw new QueryTooLargeError(
    `The query matches more than ${MAX_QUERY_SERIES} series: select fewer, or give a limit.`,
  );
}
