import type { Database } from '../../../db/database.ts';
import type { Columns } from '../head/columns.ts';
import { decodeColumns } from './decode-columns.ts';
import { encodeColumns } from './encode-columns.ts';

export interface JournalEntry {
  readonly commit: number;
  readonly columns: Columns;
}

/** The points of each commit that are not in chunks yet, as they came: what memory holds of them is made anew from here. */
export type JournalTable = ReturnType<typeof createJournalTable>;

export function createJournalTable(database: Pick<Database, 'prepare'>) {
  const insert = database.prepare('insert into journal (commit_number, points) values (?, ?)');
  const selectNext = database.prepare<Row>(
    'select id, commit_number as "commit", points from journal where id > ? order by id limit 1',
  );
  const deleteThrough = database.prepare(
    'delete from journal where id in (select id from journal where commit_number <= ? order by id limit ?)',
  );

  return {
    append: (commit: number, columns: Columns) => void insert.run(commit, encodeColumns(columns)),
    /** Every entry, the oldest first. `onCorrupt` hears of an entry that cannot be read; it is left out. */
    *entries(onCorrupt: (commit: number, error: unknown) => void): Iterable<JournalEntry> {
      for (let row = selectNext.get(0); row; row = selectNext.get(row.id)) {
        const columns = decode(row, onCorrupt);
        if (columns) yield { commit: row.commit, columns };
      }
    },
    /** Forgets at most `limit` entries of commits whose points are in chunks, the oldest first. Gives how many went. */
    deleteThrough: (commit: number, limit: number): number => deleteThrough.run(commit, limit).changes,
  };
}

interface Row {
  readonly id: number;
  readonly commit: number;
  readonly points: Uint8Array;
}

function decode({ commit, points }: Row, onCorrupt: (commit: number, error: unknown) => void): Columns | undefined {
  try {
    return decodeColumns(points);
  } catch (error) {
    onCorrupt(commit, error);
    return undefined;
  }
}
