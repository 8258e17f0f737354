import BetterSqlite3 from 'better-sqlite3';
import { MAX_CHUNK_POINTS } from '../chunk/chunk-limits.ts';
import { decodeChunk } from '../chunk/decode-chunk.ts';
import { decodeColumns } from '../journal/decode-columns.ts';

/** A point as it lies in the file. */
export interface FilePoint {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly atMs: number;
  readonly value: number;
  /** False: of a series that was removed. */
  readonly isVisible: boolean;
  /** False: in the journal. */
  readonly isPacked: boolean;
}

/** Every point of a history's file, whether a server has it open or not: those in chunks, then those of the journal as they came. */
export function readFile(path: string): FilePoint[] {
  const database = new BetterSqlite3(path, { readonly: true });
  try {
    return database.transaction(() => readAll(database))();
  } finally {
    database.close();
  }
}

function readAll(database: BetterSqlite3.Database): FilePoint[] {
  const series = new Map<number, Pick<FilePoint, 'metric' | 'labels' | 'isVisible'>>();
  const selectSeries = 'select id, metric, labels, removed_ms is null as isVisible from series';
  for (const { id, metric, labels, isVisible } of rows<SeriesRow>(database, selectSeries)) {
    series.set(id, { metric, labels: JSON.parse(labels), isVisible: isVisible === 1 });
  }
  const points: FilePoint[] = [];
  const add = (id: number, atMs: number, value: number, isPacked: boolean) =>
    points.push({ ...series.get(id)!, atMs, value, isPacked });
  const times = new Float64Array(MAX_CHUNK_POINTS);
  const values = new Float64Array(MAX_CHUNK_POINTS);
  for (const chunk of rows<ChunkRow>(database, 'select series_id as id, points from chunk order by from_ms')) {
    const count = decodeChunk(chunk.points, times, values);
    for (let i = 0; i < count; i++) add(chunk.id, times[i]!, values[i]!, true);
  }
  for (const entry of rows<{ points: Uint8Array }>(database, 'select points from journal order by id')) {
    const columns = decodeColumns(entry.points);
    for (const [i, id] of columns.seriesIds.entries()) add(id, columns.times[i]!, columns.values[i]!, false);
  }
  return points;
}

interface SeriesRow {
  readonly id: number;
  readonly metric: string;
  readonly labels: string;
  readonly isVisible: 0 | 1;
}

interface ChunkRow {
  readonly id: number;
  readonly points: Uint8Array;
}

function rows<Row>(database: BetterSqlite3.Database, sql: string): Row[] {
  return database.prepare<[], Row>(sql).all();
}
