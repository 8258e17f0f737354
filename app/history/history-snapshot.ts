import { openSnapshotFile, type SnapshotFile } from '../../db/snapshot-file.ts';
import { byMetricThenKey } from './by-metric-then-key.ts';
import { type ChunkTable, createChunkTable } from './chunk/chunk-table.ts';
import { Head } from './head/head.ts';
import { type Points, slicePoints } from './head/points.ts';
import { createJournalTable } from './journal/journal-table.ts';
import { createMetaTable } from './meta-table.ts';
import type { MetricMetadata } from './metric-metadata.ts';
import { createMetricTable } from './metric-table.ts';
import { segments } from './range/segments.ts';
import { createSeriesTable, type SeriesRow } from './series-table.ts';

/** All readings as they were in one commit, whatever another process writes meanwhile. Until it is closed, the writer's log can only grow. */
export interface HistorySnapshot {
  /** Number of the commit. */
  readonly commit: number;
  /** Every series that is in sight, by metric and then by key. */
  readonly series: readonly SeriesRow[];
  /** What is known of metrics. */
  readonly metadata: readonly MetricMetadata[];
  /** The points of a series in `[fromMs, toMs)`, by time, piece by piece. One series at a time. */
  points(seriesId: number, fromMs: number, toMs: number): Iterable<Points>;
  /** The latest time of a reading in sight; undefined when there is none. */
  newestMs(): number | undefined;
  /** Pieces that were met and could not be read; their points are missing. */
  readonly damaged: number;
  close(): void;
}

/**
 * Opens the newest commit of a history's file, for reading only. Memory holds the points that are not in chunks yet, as in
 * the process that writes them (20 bytes each, 16 million at most), the names of the series, and one chunk.
 */
export function openHistorySnapshot(path: string): HistorySnapshot {
  const file = openSnapshotFile(path);
  try {
    return readSnapshot(file);
  } catch (error) {
    file.close();
    throw error;
  }
}

function readSnapshot(file: SnapshotFile): HistorySnapshot {
  const { commit } = createMetaTable(file).get();
  const chunks = createChunkTable(file);
  const head = new Head();
  const damagedChunks = new Set<number>();
  let damagedEntries = 0;
  for (const { columns } of createJournalTable(file).entries(() => damagedEntries++)) head.append(columns);
  const series = createSeriesTable(file).visible().sort(byMetricThenKey);
  return {
    commit,
    series,
    metadata: createMetricTable(file)
      .all()
      .map(({ isEdited: _, ...known }) => known),
    *points(seriesId, fromMs, toMs) {
      const recent = slicePoints(head.points(seriesId), fromMs, toMs);
      const onCorrupt = ({ id }: { id: number }) => damagedChunks.add(id);
      for (const segment of segments({ chunks, seriesId, head: recent, fromMs, toMs, onCorrupt }))
        yield segment.kind === 'points' ? segment.points : segment.read();
    },
    newestMs: () => newestOf(series, chunks, head),
    get damaged() {
      return damagedChunks.size + damagedEntries;
    },
    close: () => file.close(),
  };
}

function newestOf(series: readonly SeriesRow[], chunks: ChunkTable, head: Head): number | undefined {
  let newest: number | undefined;
  for (const { id } of series) {
    for (const atMs of [chunks.ends(id)?.newestMs, head.points(id).times.at(-1)])
      if (atMs !== undefined && (newest === undefined || atMs > newest)) newest = atMs;
  }
  return newest;
}
