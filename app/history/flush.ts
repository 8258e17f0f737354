import type { Database } from '../../db/database.ts';
import type { Chunk, ChunkTable, NewChunk } from './chunk/chunk-table.ts';
import { fillPages } from './chunk/fill-pages.ts';
import { writePoints } from './chunk/write-points.ts';
import type { FlushProgress, FrozenMemtable, Head } from './head/head.ts';
import type { Memtable } from './head/memtable.ts';
import { lowerBound, NO_POINTS, type Points } from './head/points.ts';
import type { JournalTable } from './journal/journal-table.ts';
import type { MetaTable } from './meta-table.ts';
import type { SeriesIds } from './series-ids.ts';
import type { SeriesTable } from './series-table.ts';

/** Points brought into chunks in one transaction: few enough that a write beside it waits for some 20 ms at most. */
const SLICE_POINTS = 50_000;

/** Series in one transaction, for the same reason: each of them writes a row of its own. */
const SLICE_SERIES = 500;

/** Entries of the journal deleted in one transaction. */
const SLICE_ENTRIES = 100;

/** How long a flush waits for the file while another process has locked it. */
const WRITE_TIMEOUT_MS = 10_000;

export interface FlushParts {
  readonly database: Database;
  readonly head: Head;
  readonly journal: JournalTable;
  readonly chunks: ChunkTable;
  readonly series: SeriesTable;
  readonly meta: MetaTable;
  readonly ids: SeriesIds;
  /** Number of the newest commit. */
  readonly newestCommit: () => number;
  readonly onCorrupt: (chunk: Chunk, error: unknown) => void;
}

/**
 * Brings what the head holds into chunks, series by series, long ones piece by piece, and empties the journal. Works in slices, between which
 * appends have their turn. Cut off at any point, by an abort, an error or a kill, it loses nothing: the journal goes
 * last, and what is in both is the same point. Points before `keepFromMs` are forgotten on the way.
 */
export function createFlush(parts: FlushParts) {
  const flushAll = async (signal: AbortSignal, keepFromMs: number): Promise<void> => {
    const frozen = parts.head.frozen ?? parts.head.freeze(parts.newestCommit(), parts.ids.retired());
    while (!signal.aborted && hasMore(frozen)) {
      await writeSlice(parts, signal, frozen, keepFromMs);
    }
    while (!signal.aborted) if (await shortenJournal(parts, signal, frozen)) return;
  };

  let flushing: Promise<void> | undefined;
  return (signal: AbortSignal, keepFromMs: number): Promise<void> => {
    flushing ??= flushAll(signal, keepFromMs).finally(() => {
      flushing = undefined;
    });
    return flushing;
  };
}

function hasMore({ memtable, progress }: FrozenMemtable): boolean {
  return progress.rest !== undefined || memtable.nextSeries(progress.belowId) !== undefined;
}

/** True: nothing is left of what was frozen. */
async function shortenJournal(parts: FlushParts, signal: AbortSignal, frozen: FrozenMemtable): Promise<boolean> {
  let isDone = false;
  await inTransaction(
    parts,
    signal,
    () => {
      isDone = parts.journal.deleteThrough(frozen.throughCommit, SLICE_ENTRIES) < SLICE_ENTRIES;
      if (isDone) parts.meta.endFlush();
    },
    () => {
      if (isDone) parts.head.drop();
    },
  );
  return isDone;
}

async function writeSlice(
  parts: FlushParts,
  signal: AbortSignal,
  frozen: FrozenMemtable,
  keepFromMs: number,
): Promise<void> {
  let { progress } = frozen;
  await inTransaction(
    parts,
    signal,
    () => {
      progress = writePieces(parts, frozen, keepFromMs);
    },
    () => {
      frozen.progress = progress;
    },
  );
}

/** Gives how far it came. */
function writePieces(parts: FlushParts, frozen: FrozenMemtable, keepFromMs: number): FlushProgress {
  const { chunks, meta, onCorrupt } = parts;
  const written: NewChunk[] = [];
  const put = (chunk: NewChunk) => written.push(chunk);
  let [left, added] = [SLICE_POINTS, 0];
  let { progress } = frozen;
  for (let count = 0; count < SLICE_SERIES && left > 0; count++) {
    const piece = takePiece(parts, frozen.memtable, progress, left, keepFromMs);
    if (!piece) break;
    progress = piece.progress;
    left -= piece.points.times.length;
    added += writePoints(chunks, piece.seriesId, piece.points, onCorrupt, put);
  }
  for (const chunk of fillPages(written)) chunks.insert(chunk);
  meta.addReadings(added);
  return progress;
}

/** The next points of one series, at most so many; undefined when all are done. */
function takePiece(
  { series }: FlushParts,
  memtable: Memtable,
  { belowId, rest: begun }: FlushProgress,
  maxPoints: number,
  keepFromMs: number,
) {
  const seriesId = begun ? belowId - 1 : memtable.nextSeries(belowId);
  if (seriesId === undefined) return undefined;
  // A purged series leaves points behind in memory.
  const left = () => begun ?? keepFrom(memtable.points(seriesId), keepFromMs);
  const all = series.exists(seriesId) ? left() : NO_POINTS;
  const rest = all.times.length > maxPoints ? slicePlaces(all, maxPoints) : undefined;
  return { seriesId, points: slicePlaces(all, 0, maxPoints), progress: { belowId: seriesId + 1, rest } };
}

function keepFrom(points: Points, fromMs: number): Points {
  return slicePlaces(points, lowerBound(points.times, fromMs));
}

function slicePlaces({ times, values }: Points, from: number, to?: number): Points {
  return { times: times.subarray(from, to), values: values.subarray(from, to) };
}

function inTransaction(
  { database }: FlushParts,
  signal: AbortSignal,
  write: () => void,
  onCommit: () => void,
): Promise<void> {
  return database.transactional.batch(
    scope => {
      write();
      scope.onCommit(onCommit);
    },
    { label: 'history flush', acquireTimeoutMs: WRITE_TIMEOUT_MS, signal },
  );
}
