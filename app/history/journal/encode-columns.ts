import { crc32 } from 'node:zlib';
import type { Columns } from '../head/columns.ts';

/** Bytes before the columns: CRC-32 of all that follows it, number of points, format, runs of times, runs of ids; uint32 each. */
export const HEADER_BYTES = 24;

/** The format that this program writes. */
export const FORMAT = 1;

/** Said instead of a number of runs: the column stands there point by point. */
export const PLAIN = 0xffff_ffff;

/** With fewer points to a run on average, the column is shorter point by point. */
const MIN_POINTS_PER_RUN = 2;

/** Grows to the longest batch there was, and is used for each: the driver copies what it is given. */
let scratch = new ArrayBuffer(0);

/**
 * Columns as one run of bytes, good until the next call: values, times and series ids, as little-endian float64, float64
 * and uint32. Of times, one is written for a run of equal ones, and of ids one for a run of consecutive ones, with its
 * length: senders name the same series in the same order, many of them at one moment. The values are not packed,
 * because they live for an hour at most and every sender waits until they are on the disk. Often 8 bytes a point.
 */
export function encodeColumns({ seriesIds, times, values }: Columns): Uint8Array {
  const count = times.length;
  const longest = HEADER_BYTES + count * 20;
  if (scratch.byteLength < longest) scratch = new ArrayBuffer(longest);
  const header = new Uint32Array(scratch, 0, HEADER_BYTES / 4);
  header[1] = count;
  header[2] = FORMAT;
  new Float64Array(scratch, HEADER_BYTES, count).set(values);
  let at = HEADER_BYTES + count * 8;
  const timeRuns = countRuns(times, 0);
  const idRuns = countRuns(seriesIds, 1);
  header[3] = timeRuns;
  header[4] = idRuns;
  at += timeRuns === PLAIN ? putPlain(new Float64Array(scratch, at, count), times) : putTimeRuns(at, times, timeRuns);
  at += idRuns === PLAIN ? putPlain(new Uint32Array(scratch, at, count), seriesIds) : putIdRuns(at, seriesIds, idRuns);
  const bytes = new Uint8Array(scratch, 0, at);
  header[0] = crc32(bytes.subarray(4));
  return bytes;
}

/** Runs in which each number is `step` more than the one before. */
function countRuns(column: Float64Array | Uint32Array, step: number): number {
  let runs = 1;
  for (let i = 1; i < column.length; i++) if (column[i] !== column[i - 1]! + step) runs++;
  return runs * MIN_POINTS_PER_RUN <= column.length ? runs : PLAIN;
}

function putPlain(into: Float64Array | Uint32Array, column: Float64Array | Uint32Array): number {
  into.set(column);
  return into.byteLength;
}

function putTimeRuns(at: number, times: Float64Array, runs: number): number {
  const starts = new Float64Array(scratch, at, runs);
  return starts.byteLength + putRuns(starts, new Uint32Array(scratch, at + starts.byteLength, runs), times, 0);
}

function putIdRuns(at: number, ids: Uint32Array, runs: number): number {
  const starts = new Uint32Array(scratch, at, runs);
  return starts.byteLength + putRuns(starts, new Uint32Array(scratch, at + starts.byteLength, runs), ids, 1);
}

/** Gives the bytes of the lengths. */
function putRuns(
  starts: Float64Array | Uint32Array,
  lengths: Uint32Array,
  column: Float64Array | Uint32Array,
  step: number,
): number {
  for (let i = 0, run = 0; i < column.length; run++) {
    const from = i;
    starts[run] = column[from]!;
    for (i++; i < column.length && column[i] === column[i - 1]! + step; i++);
    lengths[run] = i - from;
  }
  return lengths.byteLength;
}
