import type { Database } from '../../../db/database.ts';
import type { HourStats } from './hour-stats.ts';
import { packHours } from './pack-hours.ts';

/** Hours of one series that lie together in one row. No two rows of a series overlap. */
export interface HourRow {
  readonly id: number;
  readonly seriesId: number;
  /** Where its first hour begins. */
  readonly firstMs: number;
  /** Where its last hour begins. */
  readonly lastMs: number;
  /** Hours. */
  readonly count: number;
  readonly packed: Uint8Array;
}

/** The newest hour of a series. */
export interface NewestHour {
  readonly atMs: number;
  readonly last: number;
}

/** The table of hours: its statements, prepared once. Writes belong into a scope. */
export type HourTable = ReturnType<typeof createHourTable>;

export function createHourTable(database: Pick<Database, 'prepare'>) {
  const insert = database.prepare(
    `insert into hours (series_id, from_ms, to_ms, count, last, packed)
     values (@seriesId, @fromMs, @toMs, @count, @last, @packed)`,
  );
  const selectBetween = database.prepare<HourRow>(
    `select id, series_id as seriesId, from_ms as firstMs, to_ms as lastMs, count, packed from hours
     where series_id = @seriesId and from_ms < @toMs and from_ms >= coalesce(
       (select max(from_ms) from hours where series_id = @seriesId and from_ms <= @fromMs), @fromMs)
     order by from_ms`,
  );
  const selectOfMany = database.prepare<HourRow>(
    `select hours.id, series_id as seriesId, from_ms as firstMs, to_ms as lastMs, count, packed
     from json_each(@seriesIds) wanted cross join hours on series_id = wanted.value
     where from_ms < @toMs and from_ms >= coalesce(
       (select max(from_ms) from hours where series_id = wanted.value and from_ms <= @fromMs), @fromMs)
     limit @limit`,
  );
  const selectNewest = database.prepare<{ atMs: number; last: number | null }>(
    'select to_ms as atMs, last from hours where series_id = ? order by from_ms desc limit 1',
  );
  const selectCount = database.prepare<{ count: number }>(
    'select coalesce(sum(count), 0) as count from hours where series_id = ?',
  );
  const selectEnded = database.prepare<{ seriesId: number }>(
    'select distinct series_id as seriesId from hours where to_ms < ?',
  );
  const deleteOne = database.prepare('delete from hours where id = ?');
  const deleteAll = database.prepare('delete from hours where series_id = ?');
  const deleteEnded = database.prepare('delete from hours where series_id = ? and to_ms < ?');

  const setAside = database.prepare(
    `insert into corrupt_chunk (series_id, from_ms, to_ms, count, reason, found_ms, points)
     select series_id, from_ms, to_ms, count, @reason, @nowMs, packed from hours where id = @id`,
  );

  return {
    /** One row; at most `MAX_CHUNK_POINTS` hours, by time. */
    insert(seriesId: number, hours: readonly HourStats[]): void {
      const [{ atMs: fromMs }, { atMs: toMs, last }] = [hours[0]!, hours.at(-1)!];
      insert.run({ seriesId, fromMs, toMs, count: hours.length, last, packed: packHours(hours) });
    },
    /** Rows that may have hours that begin in `[fromMs, toMs)`, by time; the first one may end before it. */
    between: (seriesId: number, fromMs: number, toMs: number): HourRow[] =>
      selectBetween.all({ seriesId, fromMs, toMs }),
    /** The same of many series, in any order; of more than `limit` some are missing. */
    ofMany: (seriesIds: readonly number[], fromMs: number, toMs: number, limit: number): HourRow[] =>
      selectOfMany.all({ seriesIds: JSON.stringify(seriesIds), fromMs, toMs, limit }),
    /** Undefined: the series has none. */
    newest(seriesId: number): NewestHour | undefined {
      const row = selectNewest.get(seriesId);
      return row && { atMs: row.atMs, last: row.last ?? Number.NaN };
    },
    /** How many hours of a series there are. */
    countOf: (seriesId: number): number => selectCount.get(seriesId)!.count,
    /** Series of which some row ends before this moment. */
    seriesEndedBefore: (beforeMs: number): number[] => selectEnded.all(beforeMs).map(({ seriesId }) => seriesId),
    /** Moves a row that cannot be read out of the way, to the chunks that cannot. */
    setAside(id: number, reason: string, nowMs: number): void {
      setAside.run({ id, reason, nowMs });
      deleteOne.run(id);
    },
    delete: (id: number) => void deleteOne.run(id),
    deleteAll: (seriesId: number) => void deleteAll.run(seriesId),
    /** Deletes the rows of a series whose last hour begins before this moment. */
    deleteEndedBefore: (seriesId: number, beforeMs: number) => void deleteEnded.run(seriesId, beforeMs),
  };
}
