import type { Chunk, ChunkTable } from '../chunk/chunk-table.ts';
import { readChunk } from '../chunk/read-chunk.ts';
import type { OnCorrupt } from '../chunk/write-points.ts';
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
  return (seriesId, expired) => {
    const summed = expired.flatMap(chunk => [...hoursOf(chunk, () => readChunk(chunks, chunk, onCorrupt))]);
    addToHours(hours, seriesId, summed, onCorruptHours);
  };
}
