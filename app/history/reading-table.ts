import type { Database } from '../../db/database.ts';

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

export interface Bucket {
  readonly index: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
}

/** Readings in `[fromMs, toMs)`, both on the grid of buckets; bucket 0 begins at `originMs`. */
export interface BucketRange {
  readonly seriesId: number;
  readonly originMs: number;
  readonly stepMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The table of readings: its statements, prepared once. Writes belong into a scope, and say how many rows came or went. */
export type ReadingTable = ReturnType<typeof createReadingTable>;

export function createReadingTable(database: Database) {
  const insert = database.prepare('insert into reading (series_id, at_ms, value) values (?, ?, ?)');
  const update = database.prepare('update reading set value = ? where series_id = ? and at_ms = ?');
  const selectNewest = database.prepare<Point>(
    'select at_ms as atMs, value from reading where series_id = ? order by at_ms desc limit ?',
  );
  const selectOldest = database.prepare<{ atMs: number | null }>(
    'select min(at_ms) as atMs from reading where series_id = ?',
  );
  const deleteOldest = database.prepare(
    `delete from reading where series_id = @seriesId and at_ms in
       (select at_ms from reading where series_id = @seriesId and at_ms < @beforeMs order by at_ms limit @limit)`,
  );
  const deleteShared = database.prepare(
    'delete from reading where series_id = @to and at_ms in (select at_ms from reading where series_id = @from)',
  );
  const move = database.prepare('update reading set series_id = @to where series_id = @from');
  const selectBuckets = database.prepare<Bucket>(BUCKETS);

  return {
    /** Adds a reading that is newer than every other one of its series. */
    add: (seriesId: number, { atMs, value }: Point) => void insert.run(seriesId, atMs, value),
    /** Adds a reading or overwrites the one of the same moment. Gives how many rows came: 1 or 0. */
    put(seriesId: number, { atMs, value }: Point): number {
      if (update.run(value, seriesId, atMs).changes > 0) return 0;
      return insert.run(seriesId, atMs, value).changes;
    },
    /** The newest `limit` readings, the newest one first. */
    newest: (seriesId: number, limit: number): Point[] => selectNewest.all(seriesId, limit),
    oldestMs: (seriesId: number): number | undefined => selectOldest.get(seriesId)?.atMs ?? undefined,
    /** Deletes at most `limit` readings before `beforeMs`, the oldest first. Gives how many rows went. */
    deleteOldest: (seriesId: number, beforeMs: number, limit: number): number =>
      deleteOldest.run({ seriesId, beforeMs, limit }).changes,
    /** Hands the readings of one series to another; where both have one, the moved one stays. Gives how many rows went. */
    move(from: number, to: number): number {
      const { changes } = deleteShared.run({ from, to });
      move.run({ from, to });
      return changes;
    },
    /** The buckets that hold a reading, in order of time. */
    buckets: (range: BucketRange): Bucket[] => selectBuckets.all(range),
  };
}

/** The driver binds every number as REAL: without the casts the division would give each reading a bucket of its own. */
const BUCKETS = `
  select bucket.*, reading.value as last
  from (
    select (at_ms - cast(@originMs as integer)) / cast(@stepMs as integer) as "index",
      count(*) as count, sum(value) as sum, min(value) as min, max(value) as max, max(at_ms) as lastMs
    from reading
    where series_id = @seriesId and at_ms >= @fromMs and at_ms < @toMs
    group by 1
  ) as bucket
  join reading on reading.series_id = @seriesId and reading.at_ms = bucket.lastMs
  order by 1`;
