import type { Database } from '../../db/database.ts';
import { BLOCK_LINES } from './block.ts';
import type { TallyTable } from './tally-table.ts';

/** Blocks that go in one transaction, so that no commit is held up: 512 lines. */
const SLICE_BLOCKS = 16;

/** Lets the oldest lines go, by whole blocks. Its functions run in the keeper's transaction and say whether there may be more to do. */
export interface BlockTrimmer {
  /** Lines of blocks that hold nothing newer. */
  trimOlderThan(keepFromMs: number): boolean;
  trimToBytes(maxBytes: number): boolean;
}

interface Count {
  readonly startS: number;
  readonly streamId: number;
  readonly level: number;
  readonly count: number;
}

export function createBlockTrimmer(database: Pick<Database, 'prepare'>, tallies: TallyTable): BlockTrimmer {
  const olderBlocks = database.prepare<{ id: number }>('select id from block where max_ms < ? order by max_ms limit ?');
  const oldestBlocks = database.prepare<{ id: number }>('select id from block order by id limit ?');
  const usedBytes = database.prepare<{ bytes: number }>(USED_BYTES_SQL);
  const counts = database.prepare<Count>(
    'select at_ms / 10000 * 10 as startS, stream_id as streamId, level, count(*) as count from line where seq >= ? and seq < ? group by 1, 2, 3',
  );
  const dropLines = database.prepare('delete from line where seq >= ? and seq < ?');
  const dropBlock = database.prepare('delete from block where id = ?');
  const dropText = database.prepare('delete from block_text where rowid = cast(? as integer)');

  const drop = (block: number) => {
    const [from, before] = [block * BLOCK_LINES, (block + 1) * BLOCK_LINES];
    for (const { startS, streamId, level, count } of counts.all(from, before))
      tallies.subtract(startS * 1000, streamId, level, count);
    dropLines.run(from, before);
    dropBlock.run(block);
    dropText.run(block);
  };
  const dropAll = (blocks: readonly { readonly id: number }[]) => {
    for (const { id } of blocks) drop(id);
    return blocks.length === SLICE_BLOCKS;
  };

  return {
    trimOlderThan: keepFromMs => dropAll(olderBlocks.all(keepFromMs, SLICE_BLOCKS)),
    trimToBytes(maxBytes) {
      const isOver = () => usedBytes.get()!.bytes > maxBytes;
      if (!isOver()) return false;
      const blocks = oldestBlocks.all(SLICE_BLOCKS);
      for (const { id } of blocks) {
        if (!isOver()) return false; // a block of long lines makes much room
        drop(id);
      }
      return blocks.length === SLICE_BLOCKS;
    },
  };
}

/** What the file holds, without the pages that are free for new lines. */
export const USED_BYTES_SQL =
  'select (page_count - freelist_count) * page_size as bytes from pragma_page_count, pragma_freelist_count, pragma_page_size';
