import type { Database } from '../../db/database.ts';
import type { ChunkTable } from './chunk/chunk-table.ts';
import { type OnCorrupt, writePoints } from './chunk/write-points.ts';
import type { MetaTable } from './meta-table.ts';
import type { Progress } from './progress.ts';

/** Readings turned into chunks in one transaction, at least, unless there are fewer. */
const SLICE_ROWS = 100_000;

export interface ConvertParts {
  readonly database: Database;
  readonly chunks: ChunkTable;
  readonly meta: MetaTable;
  readonly onCorrupt: OnCorrupt;
  readonly progress: Progress;
}

/**
 * Turns readings that an earlier version kept one a row into chunks. A slice at a time, each whole: cut off, it goes on
 * where it was. Some million readings a second. Without such readings it writes nothing.
 */
export function convertRows({ database, chunks, meta, onCorrupt, progress }: ConvertParts): void {
  const countRows = database.prepare<{ count: number }>('select count(*) as count from reading');
  const selectFirst = database.prepare<{ seriesId: number }>('select series_id as seriesId from reading limit 1');
  const selectRows = database.prepare<Row>(
    'select at_ms as atMs, value from reading where series_id = ? order by at_ms limit ?',
  );
  const deleteRows = database.prepare('delete from reading where series_id = ? and at_ms <= ?');

  const convert = (seriesId: number) => {
    const rows = selectRows.all(seriesId, SLICE_ROWS);
    meta.addReadings(writePoints(chunks, seriesId, toPoints(rows), onCorrupt));
    deleteRows.run(seriesId, rows.at(-1)!.atMs);
    return rows.length;
  };
  const convertSlice = () => {
    // Many series have few readings: each in a transaction of its own would wait for the disk.
    let count = 0;
    while (count < SLICE_ROWS) {
      const first = selectFirst.get();
      if (!first) break;
      count += convert(first.seriesId);
    }
    return count;
  };
  if (!selectFirst.get()) return;
  const total = countRows.get()!.count;
  let converted = 0;
  while (selectFirst.get()) {
    converted += database.transactional.run(convertSlice);
    progress.note('Packing readings of an earlier version', converted / total, converted, 'readings');
  }
}

interface Row {
  readonly atMs: number;
  readonly value: number;
}

function toPoints(rows: readonly Row[]) {
  return { times: Float64Array.from(rows, row => row.atMs), values: Float64Array.from(rows, row => row.value) };
}
