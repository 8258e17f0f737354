import { type ChunkStats, summarizeChunk } from '../chunk/chunk-stats.ts';
import { lowerBound, type Points } from '../head/points.ts';
import { HOUR_MS, type HourStats, hourOf } from './hour-stats.ts';

/** Sums the points of a chunk up, hour by hour. `read` is called only where they are of more than one. */
export function* hoursOf(chunk: ChunkStats, read: () => Points): Iterable<HourStats> {
  if (hourOf(chunk.firstMs) === hourOf(chunk.lastMs)) yield toHour(chunk);
  else yield* hoursOfPoints(read());
}

function* hoursOfPoints({ times, values }: Points): Iterable<HourStats> {
  for (let from = 0; from < times.length; ) {
    const to = lowerBound(times, hourOf(times[from]!) + HOUR_MS, from);
    yield toHour(summarizeChunk(times.subarray(from, to), values.subarray(from, to)));
    from = to;
  }
}

function toHour({ firstMs, count, sum, min, max, first, last }: ChunkStats): HourStats {
  return { atMs: hourOf(firstMs), count, sum, min, max, first, last };
}
