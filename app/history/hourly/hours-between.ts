import { CorruptChunkError } from '../chunk/corrupt-chunk-error.ts';
import type { OnCorruptHours } from './add-to-hours.ts';
import type { HourStats } from './hour-stats.ts';
import type { HourRow, HourTable } from './hour-table.ts';
import { unpackHours } from './unpack-hours.ts';

/** The hours of a series that begin in `[fromMs, toMs)`, by time. Those of a row that cannot be read are missing. */
export function* hoursBetween(
  table: { between(...range: Parameters<HourTable['between']>): Iterable<HourRow> },
  seriesId: number,
  fromMs: number,
  toMs: number,
  onCorrupt: OnCorruptHours,
): Iterable<HourStats> {
  for (const row of table.between(seriesId, fromMs, toMs)) {
    for (const hour of read(row, onCorrupt)) if (hour.atMs >= fromMs && hour.atMs < toMs) yield hour;
  }
}

function read(row: HourRow, onCorrupt: OnCorruptHours): HourStats[] {
  try {
    return unpackHours(row.packed);
  } catch (error) {
    if (!(error instanceof CorruptChunkError)) throw error;
    onCorrupt(row, error);
    return [];
  }
}
