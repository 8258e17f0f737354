import type { ChunkTable } from './chunk/chunk-table.ts';
import type { Head } from './head/head.ts';
import type { JournalTable } from './journal/journal-table.ts';
import type { NewestPoints } from './newest-points.ts';
import { SeriesIds } from './series-ids.ts';
import type { SeriesTable } from './series-table.ts';

export interface RecallParts {
  readonly series: SeriesTable;
  readonly chunks: ChunkTable;
  readonly journal: JournalTable;
  readonly head: Head;
  readonly newest: NewestPoints;
  readonly onCorruptEntry: (commit: number, error: unknown) => void;
}

/** Fills the memory from the file when it is opened: the newest point of every series, and all that the journal holds. */
export function recall({ series, chunks, journal, head, newest, onCorruptEntry }: RecallParts): SeriesIds {
  const used = new Set(series.ids());
  for (const id of used) {
    const ends = chunks.ends(id);
    if (ends) newest.set(id, { ...ends, atMs: ends.newestMs, value: ends.last });
  }
  for (const { columns } of journal.entries(onCorruptEntry)) {
    head.append(columns);
    newest.noteAll(columns);
    for (const id of columns.seriesIds) used.add(id);
  }
  return new SeriesIds(used);
}
