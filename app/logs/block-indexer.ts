import type { Database } from '../../db/database.ts';
import { BLOCK_LINES, blockOf } from './block.ts';
import { searchText } from './search-text.ts';

/** Blocks of one turn: a larger piece is cheaper for each line, a smaller one holds commits up for less time. */
const TURN_BLOCKS = 16;

/** Makes full blocks of lines findable. Its functions run in the keeper's transaction. */
export interface BlockIndexer {
  /** Enough full blocks wait for a turn; where what waits is long, one is enough, as only blocks make room. */
  isDue(newestSeq: number, isLong: boolean): boolean;
  /** Does one turn. */
  indexSome(newestSeq: number): void;
  /** After a rollback: where the file is. */
  forget(): void;
}

interface Row {
  readonly seq: number;
  readonly atMs: number;
  readonly level: number;
  readonly text: string;
  readonly fields: string;
}

export function createBlockIndexer(database: Pick<Database, 'prepare'>): BlockIndexer {
  const lastBlock = database.prepare<{ id: number | null }>('select max(id) as id from block');
  const firstLine = database.prepare<{ seq: number | null }>('select min(seq) as seq from line');
  const lines = database.prepare<Row>(
    'select seq, at_ms as atMs, level, text, fields from line where seq >= ? and seq < ? order by seq',
  );
  const addBlock = database.prepare('insert into block (id, min_ms, max_ms, levels) values (?, ?, ?, ?)');
  const addText = database.prepare('insert into block_text (rowid, text) values (cast(? as integer), ?)');
  let next: number | undefined;

  /** Where no line is left: the one with the next line. */
  const nextBlock = (newestSeq: number) => {
    const last = lastBlock.get()!.id;
    next ??= last === null ? blockOf(firstLine.get()!.seq ?? newestSeq + 1) : last + 1;
    return next;
  };

  const index = (block: number, rows: readonly Row[]) => {
    if (rows.length === 0) return;
    const times = rows.map(({ atMs }) => atMs);
    const levels = rows.reduce((mask, { level }) => mask | (1 << level), 0);
    addBlock.run(block, Math.min(...times), Math.max(...times), levels);
    addText.run(block, rows.map(toText).join('\n'));
  };

  return {
    isDue: (newestSeq, isLong) => blockOf(newestSeq + 1) - nextBlock(newestSeq) >= (isLong ? 1 : TURN_BLOCKS),
    indexSome(newestSeq) {
      const from = nextBlock(newestSeq);
      const before = Math.min(blockOf(newestSeq + 1), from + TURN_BLOCKS);
      const byBlock = Map.groupBy(lines.all(from * BLOCK_LINES, before * BLOCK_LINES), ({ seq }) => blockOf(seq));
      for (let block = from; block < before; block++) index(block, byBlock.get(block) ?? []);
      next = Math.max(from, before);
    },
    forget() {
      next = undefined;
    },
  };
}

function toText({ text, fields }: Row): string {
  return searchText({ text, fields: JSON.parse(fields) }).replaceAll('\0', ' ');
}
