import type { Database } from '../../db/database.ts';
import type { ChunkTable } from './chunk/chunk-table.ts';
import { writePoints } from './chunk/write-points.ts';
import type { MetaTable } from './meta-table.ts';

/** Readings turned into chunks in one transaction. */
const SLICE_ROWS = 100_000;

/**
 * Turns readings that an earlier version kept one a row into chunks. A slice at a time, each whole: cut off, it goes on
 * where it was. Some million readings a second.
 */
export function convertRows(database: Database, chunks: ChunkTable, meta: MetaTable): void {
  const selectFirst = database.prepare<{ seriesId: number }>('select series_id as seriesId from reading limit 1');
  const selectSlice = database.prepare<Row>(
    'select at_ms as atMs, value from reading where series_id = ? order by at_ms limit ?',
  );
  const deleteSlice = database.prepare('delete from reading where series_id = ? and at_ms <= ?');

  const convertSlice = () => {
    const first = selectFirst.get();
    if (!first) return false;
    const rows = selectSlice.all(first.seriesId, SLICE_ROWS);
    const points = {
      times: Float64Array.from(rows, row => row.atMs),
      values: Float64Array.from(rows, row => row.value),
    };
    meta.addReadings(writePoints(chunks, first.seriesId, points, rethrow));
    deleteSlice.run(first.seriesId, rows.at(-1)!.atMs);
    return true;
  };
  while (database.transactional.run(convertSlice));
}

interface Row {
  readonly atMs: number;
  readonly value: number;
}

function rethrow(_chunk: unknown, error: unknown): never {
  throw error;
}
