import type { Database } from '../../db/database.ts';
import { type KeptLine, LEVELS, type LogLine } from './log-line.ts';
import type { TallyTable } from './tally-table.ts';

/** Streams that may be there at one time; a name is not for what changes with every request. */
export const MAX_STREAMS = 2000;

/** Puts lines into the file, counted. Its functions run in the keeper's transaction. */
export interface LineWriter {
  /** Undefined: there are too many streams for another one. */
  keep(line: LogLine): KeptLine | undefined;
  /** Writes what `keep` has counted, and gives how many characters it has kept. Before the commit. */
  settle(): number;
  /** After a rollback: what was learned in it is not so. */
  forget(): void;
}

interface Counted {
  readonly startMs: number;
  readonly streamId: number;
  readonly level: number;
  count: number;
}

export function createLineWriter(database: Pick<Database, 'prepare'>, tallies: TallyTable): LineWriter {
  const insert = database.prepare('insert into line (at_ms, stream_id, level, text, fields) values (?, ?, ?, ?, ?)');
  const findStream = database.prepare<{ id: number }>('select id from stream where name = ?');
  const countStreams = database.prepare<{ count: number }>('select count(*) as count from stream');
  const addStream = database.prepare('insert into stream (id, name, newest_seq, at_ms) values (?, ?, 0, 0)');
  const lastStream = database.prepare<{ id: number }>('select coalesce(max(id), 0) as id from stream');
  const touchStream = database.prepare('update stream set newest_seq = ?, at_ms = max(at_ms, ?) where id = ?');
  const ids = new Map<string, number>();
  const counted = new Map<string, Counted>();
  const newest = new Map<number, { seq: number; atMs: number }>();
  let chars = 0;
  /** Readers know streams by their numbers: one that is gone gives its number to no other while they run. */
  let lastId = 0;

  const idOf = (name: string): number | undefined => {
    const known = ids.get(name) ?? findStream.get(name)?.id;
    if (known !== undefined) {
      ids.set(name, known);
      return known;
    }
    if (countStreams.get()!.count >= MAX_STREAMS) return undefined;
    lastId = Math.max(lastId, lastStream.get()!.id) + 1;
    const id = lastId;
    addStream.run(id, name);
    ids.set(name, id);
    return id;
  };

  const count = (atMs: number, streamId: number, level: number) => {
    const startMs = Math.floor(atMs / 10_000) * 10_000;
    const key = `${startMs} ${streamId} ${level}`;
    const known = counted.get(key);
    if (known) known.count++;
    else counted.set(key, { startMs, streamId, level, count: 1 });
  };

  return {
    keep(line) {
      const streamId = idOf(line.stream);
      if (streamId === undefined) return undefined;
      const level = LEVELS.indexOf(line.level);
      const fields = JSON.stringify(line.fields);
      const { lastInsertRowid } = insert.run(line.atMs, streamId, level, line.text, fields);
      chars += line.text.length + fields.length;
      const seq = Number(lastInsertRowid);
      count(line.atMs, streamId, level);
      newest.set(streamId, { seq, atMs: line.atMs });
      return { ...line, seq };
    },
    settle() {
      for (const { startMs, streamId, level, count } of counted.values()) tallies.add(startMs, streamId, level, count);
      for (const [id, { seq, atMs }] of newest) touchStream.run(seq, atMs, id);
      counted.clear();
      newest.clear();
      const settled = chars;
      chars = 0;
      return settled;
    },
    forget() {
      for (const map of [ids, counted, newest]) map.clear();
      chars = 0;
    },
  };
}
