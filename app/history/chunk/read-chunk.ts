import { NO_POINTS, type Points } from '../head/points.ts';
import type { Chunk, ChunkTable } from './chunk-table.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import type { OnCorrupt } from './write-points.ts';

/** The points of a chunk in `[fromMs, toMs)`; none, and somebody is told, when they cannot be read. */
export function readChunk(
  chunks: Pick<ChunkTable, 'points'>,
  chunk: Chunk,
  onCorrupt: OnCorrupt,
  fromMs?: number,
  toMs?: number,
): Points {
  try {
    return chunks.points(chunk.id, fromMs, toMs);
  } catch (error) {
    if (!(error instanceof CorruptChunkError)) throw error;
    onCorrupt(chunk, error);
    return NO_POINTS;
  }
}
