import { createColumns, POINT_BYTES } from '../history/head/columns.ts';
import type { ReadBody } from './body-reader.ts';
import type { PointColumns } from './point-columns.ts';
import type { RefBook, SeriesName } from './ref-book.ts';

/** Points that were read already; the body is their columns, as `createColumns` lays them out. */
export interface ColumnsForm {
  /** Whose points they are: the ids in the columns are places in it. */
  readonly series: readonly SeriesName[];
}

export function readColumns({ series }: ColumnsForm, body: Buffer, book: RefBook, points: PointColumns): ReadBody {
  const length = body.length / POINT_BYTES;
  const { seriesIds, times, values } = createColumns(length, body.buffer as ArrayBuffer);
  const refs = series.map(name => book.refOf(name));
  for (let at = 0; at < length; at++) points.add(refs[seriesIds[at]!]!, values[at]!, times[at]!);
  return { points, logLines: [], lines: length, problems: [], problemCount: 0 };
}
