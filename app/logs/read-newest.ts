import type { ReadOnlyDatabase } from '../../db/read-only-database.ts';
import { LINE_COLUMNS, type LineRow } from './line-reader.ts';
import type { LogQuery } from './log-query.ts';

/** Which lines, by what the indexes know. */
export interface NewestQuery extends Pick<LogQuery, 'fromMs' | 'toMs' | 'before' | 'limit'> {
  readonly streamId: number | undefined;
  readonly levels: readonly number[];
}

export type ReadNewest = (query: NewestQuery) => LineRow[];

/** The newest lines by time, the newest first. Each level is read along its own index, and the levels are merged. */
export function createReadNewest(database: Pick<ReadOnlyDatabase, 'prepare'>): ReadNewest {
  const order = 'order by at_ms desc, seq desc limit ?';
  const range = 'at_ms >= ? and at_ms < ? and at_ms <= ? and not (at_ms = ? and seq >= ?)';
  const ofLevel = database.prepare<LineRow>(`select ${LINE_COLUMNS} from line where level = ? and ${range} ${order}`);
  const ofStream = database.prepare<LineRow>(
    `select ${LINE_COLUMNS} from line where stream_id = ? and level = ? and ${range} ${order}`,
  );
  return ({ fromMs, toMs, before, limit, streamId, levels }) => {
    const atMs = before?.atMs ?? Number.MAX_SAFE_INTEGER;
    const bounds = [fromMs, toMs, atMs, atMs, before?.seq ?? Number.MAX_SAFE_INTEGER, limit];
    const read = (level: number) =>
      streamId === undefined ? ofLevel.all(level, ...bounds) : ofStream.all(streamId, level, ...bounds);
    return levels.flatMap(read).sort(newestFirst).slice(0, limit);
  };
}

export function newestFirst(a: Pick<LineRow, 'atMs' | 'seq'>, b: Pick<LineRow, 'atMs' | 'seq'>): number {
  return b.atMs - a.atMs || b.seq - a.seq;
}
