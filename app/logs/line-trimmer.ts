import type { Database } from '../../db/database.ts';
import { LEVELS } from './log-line.ts';
import type { TallyTable } from './tally-table.ts';

/** Lines that go in one transaction, so that no commit is held up. */
const SLICE_LINES = 500;

/** Lets single lines go: those of blocks that hold younger ones as well, and those that are in no block yet. */
export interface LineTrimmer {
  /** In the keeper's transaction. Says whether there may be more to do. */
  trimOlderThan(keepFromMs: number): boolean;
}

interface Row {
  readonly seq: number;
  readonly atMs: number;
  readonly streamId: number;
}

export function createLineTrimmer(database: Pick<Database, 'prepare'>, tallies: TallyTable): LineTrimmer {
  const older = database.prepare<Row>(
    'select seq, at_ms as atMs, stream_id as streamId from line where level = ? and at_ms < ? order by at_ms limit ?',
  );
  const drop = database.prepare('delete from line where seq = ?');

  return {
    trimOlderThan(keepFromMs) {
      let left = SLICE_LINES;
      for (const level of LEVELS.keys()) {
        const rows = older.all(level, keepFromMs, left);
        left -= rows.length;
        for (const { seq, atMs, streamId } of rows) {
          tallies.subtract(atMs, streamId, level, 1);
          drop.run(seq);
        }
      }
      return left === 0;
    },
  };
}
