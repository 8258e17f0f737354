import type { Database } from '../../db/database.ts';
import type { ChunkTable } from './chunk/chunk-table.ts';
import type { Head } from './head/head.ts';
import type { HourTable } from './hourly/hour-table.ts';
import type { CorruptEntry, JournalTable } from './journal/journal-table.ts';
import { findLastReading } from './last-reading.ts';
import type { NewestPoints } from './newest-points.ts';
import type { Progress } from './progress.ts';
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
  /** Called in a write scope. */
  readonly onCorruptEntry: (entry: CorruptEntry) => void;
  readonly progress: Progress;
}

/**
 * Fills the memory from the file when it is opened: the newest point of every series, and all that the journal holds.
 * Series without any point go: a sweep was cut off, or what they had cannot be read, and no sweep would find them.
 */
export function recall(parts: RecallParts): SeriesIds {
  const ids = parts.series.ids();
  const withPoints = new Set<number>();
  for (const [at, id] of ids.entries()) {
    if (recallChunks(parts, id) || recallHours(parts, id)) withPoints.add(id);
    parts.progress.note('Reading the newest of each series', at / ids.length, at, 'series');
  }
  const corrupt = recallJournal(parts, withPoints);
  tidyUp(
    parts,
    corrupt,
    ids.filter(id => !withPoints.has(id)),
  );
  return new SeriesIds(withPoints);
}

/** False: there are none. */
function recallChunks({ chunks, newest }: RecallParts, id: number): boolean {
  const ends = chunks.ends(id);
  if (!ends) return false;
  const last = Number.isNaN(ends.last) ? findLastReading(chunks, id, ends) : undefined;
  newest.set(id, { ...ends, atMs: ends.newestMs, value: ends.last, ...last });
  if (Number.isNaN(ends.last)) newest.noteEnd(id, ends.newestMs);
  return true;
}

/** Of a series that has been silent for long. False: there are none. */
function recallHours({ hours, newest }: RecallParts, id: number): boolean {
  const hour = hours.newest(id);
  const nothingToSweep = { oldestMs: Number.POSITIVE_INFINITY, intervalMs: undefined };
  if (hour) newest.set(id, { atMs: hour.atMs, value: hour.last, ...nothingToSweep });
  return hour !== undefined;
}

/** Gives the entries that cannot be read. */
function recallJournal({ journal, head, newest, progress }: RecallParts, withPoints: Set<number>): CorruptEntry[] {
  const corrupt: CorruptEntry[] = [];
  const span = journal.span();
  for (const { id, columns } of journal.entries(entry => corrupt.push(entry))) {
    head.append(columns);
    newest.noteAll(columns);
    for (const id of columns.seriesIds) withPoints.add(id);
    progress.note('Reading the journal', (id - span!.first) / (span!.last - span!.first + 1), head.count, 'points');
  }
  return corrupt;
}

function tidyUp(
  { database, series, onCorruptEntry }: RecallParts,
  corrupt: readonly CorruptEntry[],
  pointless: readonly number[],
): void {
  if (corrupt.length === 0 && pointless.length === 0) return;
  database.transactional.run(() => {
    for (const entry of corrupt) onCorruptEntry(entry);
    for (const id of pointless) series.delete(id);
  });
}
