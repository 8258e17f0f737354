import type { Database } from '../../../db/database.ts';
import type { Chunk, ChunkTable } from '../chunk/chunk-table.ts';
import type { FrozenMemtable, Head } from '../head/head.ts';
import type { JournalTable } from '../journal/journal-table.ts';
import type { MetaTable } from '../meta-table.ts';
import type { SeriesIds } from '../series-ids.ts';
import type { SeriesTable } from '../series-table.ts';
import type { PackingThread } from './packing-thread.ts';
import type { Slice } from './slice.ts';
import { SlicePacker } from './slice-packer.ts';

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
  /** Packs beside the appends; undefined where there is no second processor for it. */
  readonly packing: Pick<PackingThread, 'pack' | 'letGo'> | undefined;
}

/**
 * Brings what the head holds into chunks, series by series, long ones piece by piece, and empties the journal. Works in slices, between which
 * appends have their turn. Cut off at any point, by an abort, an error or a kill, it loses nothing: the journal goes
 * last, and what is in both is the same point. Points before `keepFromMs` are forgotten on the way.
 */
export function createFlush(parts: FlushParts) {
  const ownPacker = new SlicePacker(parts);

  const flushAll = async (signal: AbortSignal, keepFromMs: number): Promise<void> => {
    const frozen = parts.head.frozen ?? parts.head.freeze(parts.newestCommit(), parts.ids.retired());
    while (!signal.aborted && hasMore(frozen)) {
      await writeSlice(parts, ownPacker, signal, frozen, keepFromMs);
    }
    if (!signal.aborted) await parts.packing?.letGo();
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
  return progress.restCount > 0 || memtable.nextSeries(progress.belowId) !== undefined;
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
  ownPacker: SlicePacker,
  signal: AbortSignal,
  frozen: FrozenMemtable,
  keepFromMs: number,
): Promise<void> {
  const { changes } = parts.chunks;
  const packed = await parts.packing?.pack(frozen, keepFromMs, signal);
  let { progress } = frozen;
  await inTransaction(
    parts,
    signal,
    () => {
      const isTrue = packed && parts.chunks.changes === changes && areAllThere(parts, packed);
      const slice = isTrue ? packed : ownPacker.pack(frozen.memtable, frozen.progress, keepFromMs);
      write(parts, slice);
      progress = slice.progress;
    },
    () => {
      frozen.progress = progress;
    },
  );
}

/** False: a series was purged meanwhile. */
function areAllThere({ series }: FlushParts, { chunks }: Slice): boolean {
  const ids = new Set(chunks.map(({ seriesId }) => seriesId));
  return ids.values().every(id => series.exists(id));
}

function write({ chunks, meta, onCorrupt }: FlushParts, slice: Slice): void {
  for (const { chunk, reason } of slice.corrupt) onCorrupt(chunk, reason);
  for (const id of slice.replaced) chunks.delete(id);
  for (const chunk of slice.chunks) chunks.insert(chunk);
  meta.addReadings(slice.added);
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
