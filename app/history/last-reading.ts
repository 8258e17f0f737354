import type { ChunkTable, SeriesEnds } from './chunk/chunk-table.ts';
import { CorruptChunkError } from './chunk/corrupt-chunk-error.ts';
import { isStale } from './is-stale.ts';

/** A series that ended long after its last reading is not looked at further back. */
const MAX_CHUNKS = 3;

/** The newest point of the chunks of a series that is not the marker of its end; undefined where none is found nearby. */
export function findLastReading(
  chunks: Pick<ChunkTable, 'between' | 'points'>,
  seriesId: number,
  { newestMs }: Pick<SeriesEnds, 'newestMs'>,
): { readonly atMs: number; readonly value: number } | undefined {
  let beforeMs = newestMs + 1;
  for (let looked = 0; looked < MAX_CHUNKS; looked++) {
    const chunk = [...chunks.between(seriesId, beforeMs - 1, beforeMs)].at(-1);
    if (!chunk) return undefined;
    const { times, values } = readPoints(chunks, chunk.id);
    for (let at = times.length - 1; at >= 0; at--)
      if (!isStale(values, at)) return { atMs: times[at]!, value: values[at]! };
    beforeMs = chunk.firstMs;
  }
  return undefined;
}

/** A chunk that cannot be read says nothing here: who asks for its points finds the damage, and sets it aside. */
function readPoints(chunks: Pick<ChunkTable, 'points'>, id: number) {
  try {
    return chunks.points(id);
  } catch (error) {
    if (!(error instanceof CorruptChunkError)) throw error;
    return { times: new Float64Array(0), values: new Float64Array(0) };
  }
}
