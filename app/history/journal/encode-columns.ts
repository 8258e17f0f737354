import { crc32 } from 'node:zlib';
import type { Columns } from '../head/columns.ts';

/** Bytes before the columns: the CRC-32 of all that follows it, the number of points, and the format. */
export const HEADER_BYTES = 16;

/** The format that this program writes: values, times, series ids, as little-endian float64, float64 and uint32. */
export const FORMAT = 1;

/**
 * Columns as one run of bytes, 20 a point: copied, not packed, because they live for an hour at most and every sender
 * waits until they are on the disk.
 */
export function encodeColumns({ seriesIds, times, values }: Columns): Uint8Array {
  const count = times.length;
  const bytes = new Uint8Array(HEADER_BYTES + count * 20);
  const header = new DataView(bytes.buffer, 0, HEADER_BYTES);
  header.setUint32(4, count, true);
  header.setUint32(8, FORMAT, true);
  new Float64Array(bytes.buffer, HEADER_BYTES, count).set(values);
  new Float64Array(bytes.buffer, HEADER_BYTES + count * 8, count).set(times);
  new Uint32Array(bytes.buffer, HEADER_BYTES + count * 16, count).set(seriesIds);
  header.setUint32(0, crc32(bytes.subarray(4)), true);
  return bytes;
}
