import type { Chunk, ChunkTable } from '../chunk/chunk-table.ts';
import { CorruptChunkError } from '../chunk/corrupt-chunk-error.ts';
import type { OnCorrupt } from '../chunk/write-points.ts';
import { NO_POINTS, type Points } from '../head/points.ts';
import { addToHours, type OnCorruptHours } from './add-to-hours.ts';
import type { HourTable } from './hour-table.ts';
import { hoursOf } from './hours-of.ts';

export interface RollUpParts {
  readonly chunks: Pick<ChunkTable, 'points'>;
  readonly hours: HourTable;
  /** Sets a chunk aside that cannot be read. */
  readonly onCorrupt: OnCorrupt;
  readonly onCorruptHours: OnCorruptHours;
}

/** Keeps the hours of chunks of one series, by time, that are about to be deleted. */
export type RollUp = (seriesId: number, chunks: readonly Chunk[]) => void;

export function createRollUp({ chunks, hours, onCorrupt, onCorruptHours }: RollUpParts): RollUp {
  const read = (chunk: Chunk): Points => {
    try {
      return chunks.points(chunk.id);
    } catch (error) {
      if (!(error instanceof CorruptChunkError)) throw error;
      onCorrupt(chunk, error);
      return NO_POINTS;
    }
  };
  return (seriesId, expired) => {
    const summed = expired.flatMap(chunk => [...hoursOf(chunk, () => read(chunk))]);
    addToHours(hours, seriesId, summed, onCorruptHours);
  };
}
