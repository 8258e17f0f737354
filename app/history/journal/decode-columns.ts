import { crc32 } from 'node:zlib';
import type { Columns } from '../head/columns.ts';
import { FORMAT, HEADER_BYTES } from './encode-columns.ts';

/** The bytes are not what was written. */
export class CorruptJournalError extends Error {
  override readonly name = 'CorruptJournalError';
  readonly code = 'CORRUPT_JOURNAL';
}

/** The columns that `encodeColumns` wrote. @throws CorruptJournalError */
export function decodeColumns(stored: Uint8Array): Columns {
  const bytes = stored.byteOffset % 8 === 0 ? stored : stored.slice(); // views of numbers begin at whole numbers
  if (bytes.length < HEADER_BYTES) throw new CorruptJournalError(`It has ${bytes.length} bytes.`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const count = header.getUint32(4, true);
  if (header.getUint32(0, true) !== crc32(bytes.subarray(4))) throw new CorruptJournalError('Its checksum is wrong.');
  if (header.getUint32(8, true) !== FORMAT || bytes.length !== HEADER_BYTES + count * 20) {
    throw new CorruptJournalError(`It says ${count} points in ${bytes.length} bytes.`);
  }
  const start = bytes.byteOffset + HEADER_BYTES;
  return {
    values: new Float64Array(bytes.buffer, start, count),
    times: new Float64Array(bytes.buffer, start + count * 8, count),
    seriesIds: new Uint32Array(bytes.buffer, start + count * 16, count),
  };
}
