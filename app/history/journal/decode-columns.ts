import { crc32 } from 'node:zlib';
import { type Columns, createColumns } from '../head/columns.ts';
import { FORMAT, HEADER_BYTES, PLAIN } from './encode-columns.ts';

/** The bytes are not what was written. */
export class CorruptJournalError extends Error {
  override readonly name = 'CorruptJournalError';
  readonly code = 'CORRUPT_JOURNAL';
}

/** The columns that `encodeColumns` wrote. @throws CorruptJournalError */
export function decodeColumns(stored: Uint8Array): Columns {
  const bytes = stored.byteOffset % 8 === 0 ? stored : new Uint8Array(stored); // views of numbers begin at whole numbers
  if (bytes.length < HEADER_BYTES) throw new CorruptJournalError(`It has ${bytes.length} bytes.`);
  const [crc, count, format, timeRuns, idRuns] = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4);
  if (crc !== crc32(bytes.subarray(4))) throw new CorruptJournalError('Its checksum is wrong.');
  const timeBytes = timeRuns === PLAIN ? count! * 8 : timeRuns! * 12;
  const idBytes = idRuns === PLAIN ? count! * 4 : idRuns! * 8;
  if (format !== FORMAT || bytes.length !== HEADER_BYTES + count! * 8 + timeBytes + idBytes) {
    throw new CorruptJournalError(`It says ${count} points in ${bytes.length} bytes of format ${format}.`);
  }
  const columns = createColumns(count!);
  let at = bytes.byteOffset + HEADER_BYTES;
  columns.values.set(new Float64Array(bytes.buffer, at, count));
  at += count! * 8;
  if (timeRuns === PLAIN) columns.times.set(new Float64Array(bytes.buffer, at, count));
  else
    fillRuns(
      columns.times,
      new Float64Array(bytes.buffer, at, timeRuns),
      lengthsAt(bytes, at + timeRuns! * 8, timeRuns!),
      0,
    );
  at += timeBytes;
  // Behind an odd number of runs nothing stands at a whole multiple of eight any more, but of four.
  if (idRuns === PLAIN) columns.seriesIds.set(new Uint32Array(bytes.buffer, at, count));
  else fillRuns(columns.seriesIds, lengthsAt(bytes, at, idRuns!), lengthsAt(bytes, at + idRuns! * 4, idRuns!), 1);
  return columns;
}

function lengthsAt(bytes: Uint8Array, at: number, runs: number): Uint32Array {
  return new Uint32Array(bytes.buffer, at, runs);
}

function fillRuns(
  column: Float64Array | Uint32Array,
  starts: Float64Array | Uint32Array,
  lengths: Uint32Array,
  step: number,
): void {
  let at = 0;
  for (let run = 0; run < starts.length; run++) {
    const end = at + lengths[run]!;
    if (end > column.length) break;
    for (let value = starts[run]!; at < end; value += step) column[at++] = value;
  }
  if (at !== column.length) throw new CorruptJournalError(`Its runs hold ${at} points, not ${column.length}.`);
}
