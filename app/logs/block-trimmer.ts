import type { Database } from '../../db/database.ts';
import { BLOCK_LINES } from './block.ts';

/** Blocks that go in one transaction, so that no commit is held up: 512 lines. */
const SLICE_BLOCKS = 16;

/** The narrow tallies, of 10 s, are for the last day. */
const NARROW_KEPT_S = 24 * 60 * 60;

/** Lets the oldest lines go. Its functions run in the keeper's transaction and say whether there may be more to do. */
export interface BlockTrimmer {
  /** Lines of blocks that hold nothing newer. */
  trimOlderThan(keepFromMs: number): boolean;
  trimToBytes(maxBytes: number): boolean;
  /** Counts that nobody looks at, and streams without a line. */
  tidy(nowMs: number): void;
}

interface Tally {
  readonly startS: number;
  readonly streamId: number;
  readonly level: number;
  readonly count: number;
}

export function createBlockTrimmer(database: Pick<Database, 'prepare'>): BlockTrimmer {
  const olderBlocks = database.prepare<{ id: number }>('select id from block where max_ms < ? order by max_ms limit ?');
  const oldestBlocks = database.prepare<{ id: number }>('select id from block order by id limit ?');
  const usedBytes = database.prepare<{ bytes: number }>(USED_BYTES_SQL);
  const tally = database.prepare<Tally>(
    'select at_ms / 1000 / ? * ? as startS, stream_id as streamId, level, count(*) as count from line where seq >= ? and seq < ? group by 1, 2, 3',
  );
  const subtract = database.prepare(
    'update tally set count = count - ? where width_s = ? and start_s = ? and stream_id = ? and level = ?',
  );
  const dropLines = database.prepare('delete from line where seq >= ? and seq < ?');
  const dropBlock = database.prepare('delete from block where id = ?');
  const dropText = database.prepare('delete from block_text where rowid = cast(? as integer)');
  const dropEmpty = database.prepare('delete from tally where count <= 0 or (width_s = 10 and start_s < ?)');
  const dropStreams = database.prepare('delete from stream where not exists (select 1 from line where stream_id = id)');

  const drop = (block: number) => {
    const [from, before] = [block * BLOCK_LINES, (block + 1) * BLOCK_LINES];
    for (const width of [10n, 60n])
      for (const { startS, streamId, level, count } of tally.all(width, width, from, before))
        subtract.run(count, Number(width), startS, streamId, level);
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
    trimToBytes: maxBytes => usedBytes.get()!.bytes > maxBytes && dropAll(oldestBlocks.all(SLICE_BLOCKS)),
    tidy(nowMs) {
      dropEmpty.run(Math.floor(nowMs / 1000) - NARROW_KEPT_S);
      dropStreams.run();
    },
  };
}

/** What the file holds, without the pages that are free for new lines. */
export const USED_BYTES_SQL =
  'select (page_count - freelist_count) * page_size as bytes from pragma_page_count, pragma_freelist_count, pragma_page_size';
