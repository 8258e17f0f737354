import { MAX_CHUNK_POINTS } from '../chunk/chunk-limits.ts';
import { CorruptChunkError } from '../chunk/corrupt-chunk-error.ts';
import { decodeChunk } from '../chunk/decode-chunk.ts';
import { HOUR_COLUMNS } from './hour-columns.ts';
import type { HourStats } from './hour-stats.ts';

const LENGTH_BYTES = 4;

// One for all: decoding never waits, so nobody comes between.
const times = new Float64Array(MAX_CHUNK_POINTS);
const columns = HOUR_COLUMNS.map(() => new Float64Array(MAX_CHUNK_POINTS));

/** The hours that `packHours` packed. Throws `CorruptChunkError`. */
export function unpackHours(bytes: Uint8Array): HourStats[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const counts = columns.map(values => {
    const end = at + LENGTH_BYTES + (at + LENGTH_BYTES <= buffer.length ? buffer.readUInt32LE(at) : Infinity);
    if (end > buffer.length) throw new CorruptChunkError('The hours are cut off');
    const count = decodeChunk(buffer.subarray(at + LENGTH_BYTES, end), times, values);
    at = end;
    return count;
  });
  const [count] = counts;
  if (counts.some(other => other !== count)) throw new CorruptChunkError('The columns of the hours differ in length');
  const [counted, sums, mins, maxs, firsts, lasts] = columns as [Column, Column, Column, Column, Column, Column];
  return Array.from({ length: count! }, (_, i) => ({
    ...{ atMs: times[i]!, count: counted[i]!, sum: sums[i]! },
    ...{ min: mins[i]!, max: maxs[i]!, first: firsts[i]!, last: lasts[i]! },
  }));
}

type Column = Float64Array;
