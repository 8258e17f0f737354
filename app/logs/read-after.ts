import type { ReadOnlyDatabase } from '../../db/read-only-database.ts';
import type { FollowingLines } from './calls.ts';
import { createWishFilter } from './create-wish-filter.ts';
import { LINE_COLUMNS, type LineReader, type LineRow } from './line-reader.ts';
import type { LineWish } from './line-wish.ts';

/** Lines that are looked at for one answer, and given at most; who wants more asks again. */
const LOOK_LINES = 1000;

/** Reads lines in the order in which they came, from one of them on. */
export function createReadAfter(
  database: Pick<ReadOnlyDatabase, 'prepare'>,
  reader: LineReader,
): (wish: LineWish, seq: number) => FollowingLines {
  const edges = database.prepare<{ oldest: number; newest: number }>(
    'select coalesce(min(seq), 1) as oldest, coalesce(max(seq), 0) as newest from line',
  );
  const following = database.prepare<LineRow>(
    `select ${LINE_COLUMNS} from line where seq > ? order by seq limit ${LOOK_LINES}`,
  );
  return (wish, seq) => {
    const { oldest, newest } = edges.get()!;
    const rows = following.all(seq);
    const upToSeq = rows.at(-1)?.seq ?? newest;
    return {
      lines: rows.map(reader.toLine).filter(createWishFilter(wish)),
      ...{ upToSeq, lostSeq: oldest - 1, isAtEnd: upToSeq >= newest },
    };
  };
}
