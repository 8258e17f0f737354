import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadOnlyDatabase } from '../../db/read-only-database.ts';
import { BLOCK_LINES } from './block.ts';
import { createLineFilter } from './create-line-filter.ts';
import { LINE_COLUMNS, type LineReader, type LineRow } from './line-reader.ts';
import { LineTally } from './line-tally.ts';
import { type KeptLine, LEVELS } from './log-line.ts';
import type { CountQuery, FoundLines, LogQuery } from './log-query.ts';
import { newestFirst } from './read-newest.ts';
import { trigramQuery } from './trigram-query.ts';

/** Of one turn, then other questions have theirs. */
const TURN_MS = 20;
/** A search looks no longer than this, however rare what it looks for; a count ends sooner. */
export const MAX_SEARCH_MS = 6000;
const MAX_COUNT_MS = 1500;

/** Lines with following numbers, and the time of the newest. */
interface Piece {
  readonly fromSeq: number;
  readonly beforeSeq: number;
  readonly maxMs: number;
}

export type SearchBlocks = (query: LogQuery, counting?: CountQuery, signal?: AbortSignal) => Promise<FoundLines>;

/**
 * Searches texts and fields. The index says which blocks may hold a match; their lines are read and looked at, those of the
 * newest blocks first, until enough are found that no block left can hold a newer one. Counting goes through all of them.
 */
export function createSearchBlocks(database: ReadOnlyDatabase, reader: LineReader): SearchBlocks {
  const inTime = 'max_ms >= ? and min_ms < ?';
  const allBlocks = database.prepare<BlockRow>(
    `select id, max_ms as maxMs from block where ${inTime} order by max_ms desc`,
  );
  const blocksWith = database.prepare<BlockRow>(
    `select id, max_ms as maxMs from block_text join block on block.id = block_text.rowid where block_text match ? and ${inTime} order by max_ms desc`,
  );
  const edges = database.prepare<{ lastBlock: number | null; newestSeq: number | null }>(
    'select (select max(id) from block) as lastBlock, (select max(seq) from line) as newestSeq',
  );
  const linesOf = database.prepare<LineRow>(`select ${LINE_COLUMNS} from line where seq >= ? and seq < ?`);

  const plan = (query: LogQuery) => {
    const { lastBlock, newestSeq } = edges.get()!;
    const upToSeq = newestSeq ?? 0;
    const fromSeq = lastBlock === null ? 0 : (lastBlock + 1) * BLOCK_LINES;
    const trigrams = trigramQuery(query);
    const { fromMs, toMs } = query;
    const blocks = trigrams === undefined ? allBlocks.all(fromMs, toMs) : blocksWith.all(trigrams, fromMs, toMs);
    return {
      upToSeq,
      pieces: [{ fromSeq, beforeSeq: upToSeq + 1, maxMs: Number.MAX_SAFE_INTEGER }, ...blocks.map(toPiece)],
    };
  };

  return async (query, counting, signal) => {
    const { upToSeq, pieces } = database.transactional.run(() => plan(query), SNAPSHOT);
    const matches = createLineFilter(query);
    const tally = new LineTally(counting?.bucketS ?? 0);
    const newest = new NewestLines(query);
    const lastMs = { search: performance.now() + MAX_SEARCH_MS, count: performance.now() + MAX_COUNT_MS };
    let isCounting = counting !== undefined;
    let [searchedFromMs, countedFromMs]: (number | undefined)[] = [];

    const look = ({ fromSeq, beforeSeq }: Piece) => {
      for (const row of linesOf.all(fromSeq, Math.min(beforeSeq, upToSeq + 1))) {
        if (row.atMs < query.fromMs || row.atMs >= query.toMs) continue;
        const line = reader.toLine(row);
        if (!matches(line)) continue;
        newest.add(line);
        if (isCounting) tally.add(line);
      }
    };

    for (let at = 0; at < pieces.length; ) {
      signal?.throwIfAborted();
      const endMs = performance.now() + TURN_MS;
      const turn = () => {
        while (at < pieces.length && performance.now() < endMs) {
          if (newest.isFullBefore(pieces[at]!.maxMs) && !isCounting) return false;
          look(pieces[at++]!);
        }
        return at < pieces.length;
      };
      if (!database.transactional.run(turn, SNAPSHOT)) break;
      const nowMs = performance.now();
      if (isCounting && nowMs > lastMs.count) {
        isCounting = false;
        countedFromMs = pieces[at]!.maxMs;
      }
      if (nowMs > lastMs.search) {
        searchedFromMs = pieces[at]!.maxMs;
        break;
      }
      await nextTurn();
    }
    return { ...newest.result(), counts: tally.counts(), upToSeq, searchedFromMs, countedFromMs };
  };
}

const SNAPSHOT = { access: 'snapshot', nested: 'forbid' } as const;

interface BlockRow {
  readonly id: number;
  readonly maxMs: number;
}

function toPiece({ id, maxMs }: BlockRow): Piece {
  return { fromSeq: id * BLOCK_LINES, beforeSeq: (id + 1) * BLOCK_LINES, maxMs };
}

/** The newest lines by time of those that are added, one more than are asked for, so that it shows whether there are. */
class NewestLines {
  readonly #query: LogQuery;
  readonly #levels: ReadonlySet<string>;
  #lines: KeptLine[] = [];

  constructor(query: LogQuery) {
    this.#query = query;
    this.#levels = new Set(query.levels.length > 0 ? query.levels : LEVELS);
  }

  add(line: KeptLine): void {
    const { stream, before, limit } = this.#query;
    if (stream !== undefined && line.stream !== stream) return;
    if (!this.#levels.has(line.level) || (before && newestFirst(before, line) >= 0)) return;
    this.#lines.push(line);
    if (this.#lines.length >= 2 * limit + 64) this.#trim();
  }

  /** Nothing that is as old as that can be among them. */
  isFullBefore(ms: number): boolean {
    const { limit } = this.#query;
    if (this.#lines.length <= limit) return false;
    this.#trim();
    return this.#lines[limit]!.atMs > ms;
  }

  result() {
    this.#trim();
    const { limit } = this.#query;
    return { lines: this.#lines.slice(0, limit).reverse(), hasMore: this.#lines.length > limit };
  }

  #trim(): void {
    this.#lines = this.#lines.sort(newestFirst).slice(0, this.#query.limit + 1);
  }
}
