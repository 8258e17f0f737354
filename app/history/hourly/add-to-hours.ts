import { CorruptChunkError } from '../chunk/corrupt-chunk-error.ts';
import { addHours, HOUR_MS, type HourStats } from './hour-stats.ts';
import type { HourRow, HourTable } from './hour-table.ts';
import { unpackHours } from './unpack-hours.ts';

/** Hours in a row: the last one is written anew with each hour that comes, and the shorter it is, the quicker. */
export const ROW_HOURS = 240;

/** Told of a row that cannot be read. */
export type OnCorruptHours = (row: HourRow, error: unknown) => void;

/** Adds hours of a series, by time, to those that there are. Of an hour that is there already, they are the later part. */
export function addToHours(
  table: HourTable,
  seriesId: number,
  hours: readonly HourStats[],
  onCorrupt: OnCorruptHours,
): void {
  if (hours.length === 0) return;
  const rows = rowsToJoin(table, seriesId, hours[0]!.atMs, hours.at(-1)!.atMs);
  const before = rows.flatMap(row => takeOut(table, row, onCorrupt));
  const joined = joinHours(before, hours);
  for (let from = 0; from < joined.length; from += ROW_HOURS)
    table.insert(seriesId, joined.slice(from, from + ROW_HOURS));
}

/** Those that the hours fall into, and the one before, if it has room. */
function rowsToJoin(table: HourTable, seriesId: number, fromMs: number, toMs: number): HourRow[] {
  const rows = table.between(seriesId, fromMs, toMs + HOUR_MS);
  return rows.filter(row => row.lastMs >= fromMs || row.count < ROW_HOURS);
}

function takeOut(table: HourTable, row: HourRow, onCorrupt: OnCorruptHours): HourStats[] {
  try {
    const hours = unpackHours(row.packed);
    table.delete(row.id);
    return hours;
  } catch (error) {
    if (!(error instanceof CorruptChunkError)) throw error;
    onCorrupt(row, error); // sets it aside
    return [];
  }
}

/** Both by time; so is what it gives, with each hour once. */
function joinHours(before: readonly HourStats[], added: readonly HourStats[]): HourStats[] {
  const byTime = new Map(before.map(hour => [hour.atMs, hour]));
  for (const hour of added) {
    const known = byTime.get(hour.atMs);
    byTime.set(hour.atMs, known ? addHours(known, hour) : hour);
  }
  return Array.from(byTime.values()).sort((a, b) => a.atMs - b.atMs);
}
