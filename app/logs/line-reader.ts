import type { ReadOnlyDatabase } from '../../db/read-only-database.ts';
import { type KeptLine, LEVELS, type Level } from './log-line.ts';

/** A line as it lies in the file. */
export interface LineRow {
  readonly seq: number;
  readonly atMs: number;
  readonly streamId: number;
  readonly level: number;
  readonly text: string;
  readonly fields: string;
}

/** For `select` of `LineRow`s. */
export const LINE_COLUMNS = 'seq, at_ms as atMs, stream_id as streamId, level, text, fields';

/** Makes lines of rows, and knows the streams. */
export interface LineReader {
  toLine(row: LineRow): KeptLine;
  streamId(name: string): number | undefined;
  streamName(id: number): string;
}

export function createLineReader(database: Pick<ReadOnlyDatabase, 'prepare'>): LineReader {
  const findName = database.prepare<{ name: string }>('select name from stream where id = ?');
  const findId = database.prepare<{ id: number }>('select id from stream where name = ?');
  const names = new Map<number, string>();

  /** A stream that is gone gives its number to no other one as long as this thread runs. */
  const streamName = (id: number) => {
    const name = names.get(id) ?? findName.get(id)?.name ?? '';
    if (names.size >= MAX_NAMES) names.clear();
    names.set(id, name);
    return name;
  };

  return {
    streamName,
    streamId: name => findId.get(name)?.id,
    toLine: ({ seq, atMs, streamId, level, text, fields }) => ({
      ...{ seq, atMs, text },
      stream: streamName(streamId),
      level: levelName(level),
      fields: JSON.parse(fields),
    }),
  };
}

const MAX_NAMES = 4000;

export function levelName(level: number): Level {
  return LEVELS[level] ?? 'info';
}
