import type { Database } from '../../../db/database.ts';
import type { Aside } from '../aside.ts';
import type { Columns } from '../head/columns.ts';
import { decodeColumns } from './decode-columns.ts';
import { encodeColumns } from './encode-columns.ts';

export interface JournalEntry {
  readonly id: number;
  readonly commit: number;
  readonly columns: Columns;
}

/** An entry whose points cannot be read. */
export interface CorruptEntry {
  readonly id: number;
  readonly commit: number;
  readonly error: unknown;
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

  const countAside = database.prepare<Aside>('select count(*) as count, min(found_ms) as sinceMs from corrupt_journal');
  const setAside = database.prepare(
    `insert into corrupt_journal (commit_number, reason, found_ms, points)
     select commit_number, @reason, @nowMs, points from journal where id = @id`,
  );
  const deleteOne = database.prepare('delete from journal where id = ?');
  const selectSpan = database.prepare<Span>(
    'select (select min(id) from journal) as first, (select max(id) from journal) as last',
  );

  return {
    append: (commit: number, columns: Columns) => void insert.run(commit, encodeColumns(columns)),
    /** Every entry, the oldest first. `onCorrupt` hears of an entry that cannot be read; it is left out. */
    *entries(onCorrupt: (entry: CorruptEntry) => void): Iterable<JournalEntry> {
      for (let row = selectNext.get(0); row; row = selectNext.get(row.id)) {
        const columns = decode(row, onCorrupt);
        if (columns) yield { id: row.id, commit: row.commit, columns };
      }
    },
    /** The first and the last id: entries between them have all the ids between them. Undefined: there is none. */
    span(): { readonly first: number; readonly last: number } | undefined {
      const { first, last } = selectSpan.get()!;
      return first === null || last === null ? undefined : { first, last };
    },
    /** Entries that were moved out of the way, and since when. */
    aside: (): Aside => countAside.get()!,
    /** Moves an entry that cannot be read out of the way. */
    setAside({ id, error }: CorruptEntry, nowMs: number): void {
      setAside.run({ id, reason: String(error), nowMs });
      deleteOne.run(id);
    },
    /** Forgets at most `limit` entries of commits whose points are in chunks, the oldest first. Gives how many went. */
    deleteThrough: (commit: number, limit: number): number => deleteThrough.run(commit, limit).changes,
  };
}

interface Span {
  readonly first: number | null;
  readonly last: number | null;
}

interface Row {
  readonly id: number;
  readonly commit: number;
  readonly points: Uint8Array;
}

function decode({ id, commit, points }: Row, onCorrupt: (entry: CorruptEntry) => void): Columns | undefined {
  try {
    return decodeColumns(points);
  } catch (error) {
    onCorrupt({ id, commit, error });
    return undefined;
  }
}
