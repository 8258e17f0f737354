import { crc32 } from 'node:zlib';
import { BitWriter } from './bit-writer.ts';
import { CHECKSUM_BYTES, FORMAT } from './chunk-format.ts';
import { MAX_CHUNK_BYTES, MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { encodeIntegers } from './encode-integers.ts';
import { encodeValues } from './encode-values.ts';

/** The widest span of times whose differences a zigzag number can hold: 142,000 years. */
const MAX_SPAN_MS = 2 ** 52;

// One for all: encoding never waits, so nobody comes between.
const writer = new BitWriter(MAX_CHUNK_BYTES);

/**
 * Packs points into bytes of their own; every float64 comes back bit for bit. `times` are whole milliseconds since 1970 UTC,
 * strictly ascending; `values` any float64, NaN and its payload too. Both have the same length, 1 to `MAX_CHUNK_POINTS`.
 * `chunk-format.ts` says how they lie there. Throws RangeError for other counts and other times.
 */
export function encodeChunk(times: Float64Array, values: Float64Array): Uint8Array {
  requirePoints(times, values);
  writer.truncate(0);
  writer.writeByte(FORMAT);
  writer.writeUnsigned(times.length);
  encodeIntegers(writer, times, times.length);
  encodeValues(writer, values, times.length);
  return withChecksum();
}

function requirePoints(times: Float64Array, values: Float64Array): void {
  const count = times.length;
  if (count !== values.length) throw new RangeError(`${count} times and ${values.length} values are no points`);
  if (count < 1 || count > MAX_CHUNK_POINTS)
    throw new RangeError(`A chunk holds 1 to ${MAX_CHUNK_POINTS} points, not ${count}`);
  for (let i = 0; i < count; i++) requireTime(times[i]!, i === 0 ? -Infinity : times[i - 1]!);
  if (times[count - 1]! - times[0]! >= MAX_SPAN_MS)
    throw new RangeError('The times of a chunk are too far from each other');
}

function requireTime(time: number, before: number): void {
  if (!Number.isSafeInteger(time)) throw new RangeError(`${time} is no whole number of milliseconds`);
  if (time <= before) throw new RangeError(`${time} ms comes after ${before} ms: times must ascend`);
}

function withChecksum(): Uint8Array {
  const end = writer.length;
  const bytes = writer.copy(CHECKSUM_BYTES);
  new DataView(bytes.buffer).setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
}
