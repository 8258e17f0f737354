import { crc32 } from 'node:zlib';
import { BitReader } from './bit-reader.ts';
import { CHECKSUM_BYTES, FORMAT } from './chunk-format.ts';
import { MAX_CHUNK_BYTES, MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { CorruptChunkError } from './corrupt-chunk-error.ts';
import { decodeIntegers } from './decode-integers.ts';
import { decodeValues } from './decode-values.ts';

// One for all: decoding never waits, so nobody comes between.
const reader = new BitReader(MAX_CHUNK_BYTES);

/**
 * Writes the points of a chunk into `times` (whole milliseconds since 1970 UTC, strictly ascending) and `values` from index
 * `at` on, and gives their count, 1 to `MAX_CHUNK_POINTS`. Both arrays must have room for all of them: RangeError if not.
 * Throws `CorruptChunkError` for bytes that are no whole chunk; the arrays may hold anything from `at` on then.
 */
export function decodeChunk(bytes: Uint8Array, times: Float64Array, values: Float64Array, at = 0): number {
  requireChecksum(bytes);
  reader.load(bytes.subarray(0, bytes.length - CHECKSUM_BYTES));
  if (reader.readByte() !== FORMAT) throw new CorruptChunkError('The chunk is of an unknown format');
  const count = reader.readUnsigned();
  if (count < 1 || count > MAX_CHUNK_POINTS) throw new CorruptChunkError(`A chunk of ${count} points`);
  if (!(at >= 0 && at + count <= Math.min(times.length, values.length)))
    throw new RangeError(`No room for ${count} points from ${at} on`);
  decodeIntegers(reader, times, at, count);
  requireTimes(times, at, at + count);
  decodeValues(reader, values, at, count);
  if (!reader.isAtEnd) throw new CorruptChunkError('The chunk is longer than its points');
  return count;
}

/** Finds each run of up to 32 damaged bits, and of all other damage all but one in four billion. */
function requireChecksum(bytes: Uint8Array): void {
  const end = bytes.length - CHECKSUM_BYTES;
  if (end < 0) throw new CorruptChunkError(`${bytes.length} bytes are too few for a chunk`);
  const stored = bytes[end]! | (bytes[end + 1]! << 8) | (bytes[end + 2]! << 16) | (bytes[end + 3]! << 24);
  if (crc32(bytes.subarray(0, end)) !== stored >>> 0) throw new CorruptChunkError('The chunk is not as it was written');
}

/** Only for bytes that somebody made up together with their checksum. */
function requireTimes(times: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++)
    if (!(times[i]! > times[i - 1]!)) throw new CorruptChunkError('The times of the chunk do not ascend');
  if (!Number.isSafeInteger(times[from]) || !Number.isSafeInteger(times[to - 1]))
    throw new CorruptChunkError('The times of the chunk are no whole milliseconds');
}
