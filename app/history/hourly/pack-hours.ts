import { encodeChunk } from '../chunk/encode-chunk.ts';
import { HOUR_COLUMNS } from './hour-columns.ts';
import type { HourStats } from './hour-stats.ts';

/**
 * Packs hours, by time, at most `MAX_CHUNK_POINTS` of them: one chunk for each of `HOUR_COLUMNS`, in that order, each
 * behind its length in bytes (32 bits, little-endian).
 */
export function packHours(hours: readonly HourStats[]): Uint8Array {
  const times = Float64Array.from(hours, ({ atMs }) => atMs);
  const chunks = HOUR_COLUMNS.map(column =>
    encodeChunk(
      times,
      Float64Array.from(hours, hour => hour[column]),
    ),
  );
  return Buffer.concat(chunks.flatMap(chunk => [lengthOf(chunk), chunk]));
}

function lengthOf(chunk: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(chunk.length);
  return bytes;
}
