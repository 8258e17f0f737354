import type { Columns } from './columns.ts';
import type { Points } from './points.ts';
import { sortPoints } from './sort-points.ts';

/** The points of one series among those of many. */
export function pickPoints(batches: readonly Columns[], seriesId: number): Points {
  const times: number[] = [];
  const values: number[] = [];
  for (const columns of batches) {
    for (const [place, id] of columns.seriesIds.entries()) {
      if (id !== seriesId) continue;
      times.push(columns.times[place]!);
      values.push(columns.values[place]!);
    }
  }
  return sortPoints(Float64Array.from(times), Float64Array.from(values));
}
