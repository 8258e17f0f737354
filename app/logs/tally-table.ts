import type { Database } from '../../db/database.ts';

/** Seconds; both count every line, the narrow one for the last day. */
const [NARROW_S, WIDE_S] = [10, 60];
const NARROW_KEPT_S = 24 * 60 * 60;

/** Lines by time, stream and level, of which histograms are drawn. Its functions run in the keeper's transaction. */
export interface TallyTable {
  add(atMs: number, streamId: number, level: number, count: number): void;
  subtract(atMs: number, streamId: number, level: number, count: number): void;
  /** Drops those that are too narrow for their age. */
  tidy(nowMs: number): void;
}

export function createTallyTable(database: Pick<Database, 'prepare'>): TallyTable {
  const add = database.prepare(
    'insert into tally values (?, ?, ?, ?, ?) on conflict do update set count = count + excluded.count',
  );
  const one = 'where width_s = ? and start_s = ? and stream_id = ? and level = ?';
  const subtract = database.prepare(`update tally set count = count - ? ${one}`);
  // With the lines, not with a sweep: that one would look at each tally that there is, and those of a month are many.
  const dropEmpty = database.prepare(`delete from tally ${one} and count <= 0`);
  const dropNarrow = database.prepare('delete from tally where width_s = ? and start_s < ?');

  return {
    add(atMs, streamId, level, count) {
      for (const width of [NARROW_S, WIDE_S]) add.run(width, startOf(atMs, width), streamId, level, count);
    },
    subtract(atMs, streamId, level, count) {
      for (const width of [NARROW_S, WIDE_S]) {
        const tally = [width, startOf(atMs, width), streamId, level];
        subtract.run(count, ...tally);
        dropEmpty.run(...tally);
      }
    },
    tidy(nowMs) {
      dropNarrow.run(NARROW_S, Math.floor(nowMs / 1000) - NARROW_KEPT_S);
    },
  };
}

function startOf(atMs: number, widthS: number): number {
  return Math.floor(atMs / 1000 / widthS) * widthS;
}
