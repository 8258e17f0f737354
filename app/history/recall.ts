import type { Database } from '../../db/database.ts';
import type { ChunkTable } from './chunk/chunk-table.ts';
import type { Head } from './head/head.ts';
import type { HourTable } from './hourly/hour-table.ts';
import type { JournalTable } from './journal/journal-table.ts';
import type { NewestPoints } from './newest-points.ts';
import { SeriesIds } from './series-ids.ts';
import type { SeriesTable } from './series-table.ts';

export interface RecallParts {
  readonly database: Database;
  readonly series: SeriesTable;
  readonly chunks: ChunkTable;
  readonly hours: HourTable;
  readonly journal: JournalTable;
  readonly head: Head;
  readonly newest: NewestPoints;
  readonly onCorruptEntry: (commit: number, error: unknown) => void;
}

/**
 * Fills the memory from the file when it is opened: the newest point of every series, and all that the journal holds.
 * Series without any point go: a sweep was cut off, or what they had cannot be read, and no sweep would find them.
 */
export function recall(parts: RecallParts): SeriesIds {
  const ids = parts.series.ids();
  const withPoints = new Set<number>();
  for (const id of ids) if (recallChunks(parts, id) || recallHours(parts, id)) withPoints.add(id);
  recallJournal(parts, withPoints);
  deleteSeries(
    parts,
    ids.filter(id => !withPoints.has(id)),
  );
  return new SeriesIds(withPoints);
}

/** False: there are none. */
function recallChunks({ chunks, newest }: RecallParts, id: number): boolean {
  const ends = chunks.ends(id);
  if (ends) newest.set(id, { ...ends, atMs: ends.newestMs, value: ends.last });
  return ends !== undefined;
}

/** Of a series that has been silent for long. False: there are none. */
function recallHours({ hours, newest }: RecallParts, id: number): boolean {
  const hour = hours.newest(id);
  const nothingToSweep = { oldestMs: Number.POSITIVE_INFINITY, intervalMs: undefined };
  if (hour) newest.set(id, { atMs: hour.atMs, value: hour.last, ...nothingToSweep });
  return hour !== undefined;
}

function recallJournal({ journal, head, newest, onCorruptEntry }: RecallParts, withPoints: Set<number>): void {
  for (const { columns } of journal.entries(onCorruptEntry)) {
    head.append(columns);
    newest.noteAll(columns);
    for (const id of columns.seriesIds) withPoints.add(id);
  }
}

function deleteSeries({ database, series }: RecallParts, ids: readonly number[]): void {
  if (ids.length === 0) return;
  database.transactional.run(() => {
    for (const id of ids) series.delete(id);
  });
}
