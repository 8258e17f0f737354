import type { Database } from '../../db/database.ts';

/** The one row of facts about the file. Writes belong into a scope. */
export type MetaTable = ReturnType<typeof createMetaTable>;

export function createMetaTable(database: Pick<Database, 'prepare'>) {
  const select = database.prepare<Meta>('select commit_number as "commit", readings from meta');
  const setCommit = database.prepare('update meta set commit_number = ?');
  const addReadings = database.prepare('update meta set readings = readings + ?');

  return {
    get: (): Meta => select.get()!,
    setCommit: (commit: number) => void setCommit.run(commit),
    /** Counts points that came into chunks, less those that went. */
    addReadings(count: number): void {
      if (count !== 0) addReadings.run(count);
    },
  };
}

interface Meta {
  /** Number of the newest commit. */
  readonly commit: number;
  /** Points in chunks. */
  readonly readings: number;
}
