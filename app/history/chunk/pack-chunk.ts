import type { Points } from '../head/points.ts';
import { intervalOf } from '../interval.ts';
import { summarizeChunk } from './chunk-stats.ts';
import type { NewChunk } from './chunk-table.ts';
import { encodeChunk } from './encode-chunk.ts';

/** The chunk that holds these points: 1 to `MAX_CHUNK_POINTS`, by time. */
export function packChunk(seriesId: number, { times, values }: Points): NewChunk {
  const packed = encodeChunk(times, values);
  return { seriesId, stats: summarizeChunk(times, values), intervalMs: wholeInterval(times), packed };
}

/** The median may lie between two whole numbers, and the column holds whole ones only. */
function wholeInterval(times: Float64Array): number | undefined {
  const intervalMs = intervalOf(times);
  return intervalMs === undefined ? undefined : Math.round(intervalMs);
}
