import type { Database } from '../../../db/database.ts';
import type { Aside } from '../aside.ts';
import { lowerBound, type Points } from '../head/points.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import type { ChunkStats } from './chunk-stats.ts';
import { decodeChunk } from './decode-chunk.ts';

/** What is known of a chunk without reading its points. */
export interface Chunk extends ChunkStats {
  readonly id: number;
  readonly seriesId: number;
}

/** A chunk to be written. */
export interface NewChunk {
  readonly seriesId: number;
  readonly stats: ChunkStats;
  /** Undefined: too few points to tell. */
  readonly intervalMs: number | undefined;
  /** The points as `encodeChunk` gives them. */
  readonly packed: Uint8Array;
}

/** A chunk that was not looked into. */
export interface PackedChunk {
  readonly id: number;
  readonly seriesId: number;
  /** As `encodeChunk` gives them. */
  readonly points: Uint8Array;
}

/** The newest chunk of a series, and where its oldest one begins. */
export interface SeriesEnds {
  readonly oldestMs: number;
  readonly newestMs: number;
  readonly last: number;
  /** Of the newest chunk that has points enough to tell. */
  readonly intervalMs: number | undefined;
}

export interface ChunkSize {
  readonly lastMs: number;
  readonly bytes: number;
}

/** What a row takes beside its points, about, with its place in the index. */
const ROW_BYTES = 90;

/** The table of chunks: its statements, prepared once. Writes belong into a scope. */
export type ChunkTable = ReturnType<typeof createChunkTable>;

export function createChunkTable(database: Pick<Database, 'prepare'>) {
  const insert = database.prepare(
    `insert into chunk (series_id, from_ms, to_ms, count, min, max, sum, first, last, interval_ms, points)
     values (@seriesId, @firstMs, @lastMs, @count, @min, @max, @sum, @first, @last, @intervalMs, @points)`,
  );
  const selectBetween = database.prepare<Row>(
    `select ${STATS} from chunk where series_id = @seriesId and from_ms < @toMs and from_ms >= coalesce(
       (select max(from_ms) from chunk where series_id = @seriesId and from_ms <= @fromMs), @fromMs)
     order by from_ms`,
  );
  // As a list of numbers: a statement for each of ten thousand series takes ten times as long. `cross` keeps SQLite from looking at all chunks.
  const selectOfMany = database.prepare<Row>(
    `select ${STATS} from json_each(@seriesIds) wanted cross join chunk on series_id = wanted.value
     where from_ms < @toMs and from_ms >= coalesce(
       (select max(from_ms) from chunk where series_id = wanted.value and from_ms <= @fromMs), @fromMs)
     limit @limit`,
  );
  const selectPackedOfMany = database.prepare<PackedChunk>(
    `select chunk.id, series_id as seriesId, points from json_each(@seriesIds) wanted cross join chunk on series_id = wanted.value
     where from_ms < @toMs and from_ms >= coalesce(
       (select max(from_ms) from chunk where series_id = wanted.value and from_ms <= @fromMs), @fromMs)`,
  );
  const selectOne = database.prepare<Row>(`select ${STATS} from chunk where id = ?`);
  const selectPoints = database.prepare<{ points: Uint8Array }>('select points from chunk where id = ?');
  const selectEnds = database.prepare<EndsRow>(
    `select (select min(from_ms) from chunk where series_id = @seriesId) as oldestMs, to_ms as newestMs, last, (
       select interval_ms from chunk where series_id = @seriesId and interval_ms is not null order by from_ms desc limit 1
     ) as intervalMs from chunk where series_id = @seriesId order by from_ms desc limit 1`,
  );
  const selectOldest = database.prepare<{ lastMs: number }>(
    'select to_ms as lastMs from chunk where series_id = ? order by from_ms limit 1',
  );
  const deleteOne = database.prepare('delete from chunk where id = ?');
  const selectExpired = database.prepare<Row>(
    // That a chunk begins before it ends lets the index find where to stop.
    `select ${STATS} from chunk where series_id = @seriesId and from_ms < @beforeMs and to_ms < @beforeMs
     order by from_ms limit @limit`,
  );
  const deleteAll = database.prepare('delete from chunk where series_id = ?');
  const selectSizes = database.prepare<ChunkSize>(
    `select to_ms as lastMs, length(points) + ${ROW_BYTES} as bytes from chunk where series_id = ?`,
  );
  const selectCount = database.prepare<{ count: number | null }>(
    'select sum(count) as count from chunk where series_id = ?',
  );
  const countAside = database.prepare<Aside>('select count(*) as count, min(found_ms) as sinceMs from corrupt_chunk');
  const setAside = database.prepare(
    `insert into corrupt_chunk (series_id, from_ms, to_ms, count, reason, found_ms, points)
     select series_id, from_ms, to_ms, count, @reason, @nowMs, points from chunk where id = @id`,
  );

  let changes = 0;

  /** A chunk is decoded into the room of a full one, and copied out. */
  const scratch = { times: new Float64Array(MAX_CHUNK_POINTS), values: new Float64Array(MAX_CHUNK_POINTS) };

  return {
    /** Grows with everything that is written here, also where it is undone later. */
    get changes(): number {
      return changes;
    },
    insert({ seriesId, stats, intervalMs, packed }: NewChunk): void {
      changes++;
      insert.run({ seriesId, ...stats, intervalMs: intervalMs ?? null, points: packed });
    },
    /** Chunks that may hold points in `[fromMs, toMs)`, by time; the first one may end before it. */
    between: (seriesId: number, fromMs: number, toMs: number): Iterable<Chunk> =>
      mapRows(selectBetween.all({ seriesId, fromMs, toMs })),
    /** The same of many series, in any order; of more than `limit` some are missing. */
    ofMany: (seriesIds: readonly number[], fromMs: number, toMs: number, limit: number): Chunk[] =>
      Array.from(mapRows(selectOfMany.all({ seriesIds: JSON.stringify(seriesIds), fromMs, toMs, limit }))),
    /** The same with their points and without what is known of them, in the order of the ids, and of each series by time. */
    packedOfMany: (seriesIds: Uint32Array, fromMs: number, toMs: number): Iterable<PackedChunk> =>
      selectPackedOfMany.iterate({ seriesIds: `[${seriesIds.join()}]`, fromMs, toMs }),
    get(id: number): Chunk | undefined {
      const [chunk] = mapRows(selectOne.all(id));
      return chunk;
    },
    /** Those in `[fromMs, toMs)`, in memory of their own. @throws CorruptChunkError */
    points(id: number, fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY): Points {
      const count = decodeChunk(selectPoints.get(id)!.points, scratch.times, scratch.values);
      const from = lowerBound(scratch.times, fromMs, 0, count);
      const to = lowerBound(scratch.times, toMs, from, count);
      return { times: scratch.times.slice(from, to), values: scratch.values.slice(from, to) };
    },
    /** Undefined: the series has no chunk. */
    ends(seriesId: number): SeriesEnds | undefined {
      const row = selectEnds.get({ seriesId });
      return row && { ...row, last: orNaN(row.last), intervalMs: row.intervalMs ?? undefined };
    },
    /** Points of a series, all in all. */
    countOf: (seriesId: number): number => selectCount.get(seriesId)!.count ?? 0,
    /** The oldest chunk of a series. */
    oldest: (seriesId: number): { readonly lastMs: number } | undefined => selectOldest.get(seriesId),
    delete(id: number): void {
      changes++;
      deleteOne.run(id);
    },
    /** At most `limit` chunks that end before `beforeMs`, the oldest first. */
    endedBefore: (seriesId: number, beforeMs: number, limit: number): Chunk[] =>
      Array.from(mapRows(selectExpired.all({ seriesId, beforeMs, limit }))),
    deleteAll(seriesId: number): void {
      changes++;
      deleteAll.run(seriesId);
    },
    /** What the chunks of a series take, their rows too, by when they end. */
    sizes: (seriesId: number): readonly ChunkSize[] => selectSizes.all(seriesId),
    /** Chunks, and rows of hours, that were moved out of the way, and since when. */
    aside: (): Aside => countAside.get()!,
    /** Moves a chunk that cannot be read out of the way. */
    setAside(id: number, reason: string, nowMs: number): void {
      changes++;
      setAside.run({ id, reason, nowMs });
      deleteOne.run(id);
    },
  };
}

const STATS = 'chunk.id, series_id as seriesId, from_ms as firstMs, to_ms as lastMs, count, min, max, sum, first, last';

/** Where there is no number, there is null in the table. */
type Nullable<T> = { readonly [K in keyof T]: T[K] | null };
type Row = Pick<Chunk, 'id' | 'seriesId' | 'firstMs' | 'lastMs' | 'count'> &
  Nullable<Pick<Chunk, 'min' | 'max' | 'sum' | 'first' | 'last'>>;
type EndsRow = Pick<SeriesEnds, 'oldestMs' | 'newestMs'> & {
  readonly last: number | null;
  readonly intervalMs: number | null;
};

function* mapRows(rows: Iterable<Row>): Iterable<Chunk> {
  for (const { min, max, sum, first, last, ...row } of rows) {
    const numbers = { min: orNaN(min), max: orNaN(max), sum: orNaN(sum), first: orNaN(first), last: orNaN(last) };
    yield { ...row, ...numbers };
  }
}

function orNaN(value: number | null): number {
  return value ?? Number.NaN;
}
