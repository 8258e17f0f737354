import { blank, numberSign } from './ascii.ts';
import { isLineEnd, skipBlanks } from './influx-scan.ts';
import { limits } from './limits.ts';
import type { OpenMetricsSeries } from './openmetrics-names.ts';
import { type Fault, MAX_SAMPLE_LINE_BYTES, type Scan, tooLong } from './openmetrics-place.ts';
import { endOfSample, endOfWord } from './openmetrics-scan.ts';
import { explainSampleTime, readSampleTime } from './openmetrics-time.ts';
import { explainSampleValue, readSampleValue } from './openmetrics-value.ts';
import { findTextFault } from './text-fault.ts';

/** Reads the sample that begins at `start` and keeps it; else tells what is wrong with it. */
export function readSample(scan: Scan, start: number): Fault | undefined {
  const { bytes, points, nowMs } = scan;
  const series = findSeries(scan, start);
  if ('reason' in series) return series;
  scan.series = series;
  const valueAt = skipBlanks(bytes, scan.at);
  scan.at = valueAt;
  const value = readSampleValue(scan);
  if (value === undefined) return { at: valueAt, reason: explainSampleValue(wordAt(bytes, valueAt)) };
  scan.at = skipBlanks(bytes, scan.at);
  const atMs = isSampleEnd(scan) ? nowMs : readTime(scan);
  if (Number.isNaN(atMs)) return { at: scan.at, reason: explainSampleTime(wordAt(bytes, scan.at), scan.dialect) };
  if (!isSampleEnd(scan)) return { at: scan.at, reason: 'text follows where the line should end.' };
  const foul = scan.isText ? undefined : findTextFault(bytes.subarray(start, scan.at));
  if (foul !== undefined) return { at: start + foul.offset, reason: foul.reason };
  points.add(series.ref, value, atMs);
  return undefined;
}

/** The series that stands there; goes on behind it. Most lines repeat that of the line before. */
function findSeries(scan: Scan, start: number): OpenMetricsSeries | Fault {
  const { bytes, series, names } = scan;
  if (series && isAt(bytes, start, series.bytes)) {
    scan.at = start + series.bytes.length;
    return series;
  }
  const end = endOfSample(bytes, start);
  if (end < 0) return { at: start, reason: 'the braces or a quote of this series are never closed.' };
  if (end - start > MAX_SAMPLE_LINE_BYTES) return { at: start, reason: tooLong };
  scan.at = end;
  const found = names.series(bytes, start, end);
  return 'reason' in found ? { at: start, reason: found.reason } : found;
}

/** True when these bytes stand there, with a blank behind them. */
function isAt(bytes: Buffer, start: number, expected: Uint8Array): boolean {
  const { length } = expected;
  if (bytes[start + length] !== blank) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== expected[i]) return false;
  return true;
}

/** NaN, and the place stays, when there is none. */
function readTime(scan: Scan): number {
  const end = endOfWord(scan.bytes, scan.at);
  const atMs = readSampleTime(scan.bytes, scan.at, end, scan.dialect);
  if (!Number.isNaN(atMs)) scan.at = skipBlanks(scan.bytes, end);
  return atMs;
}

/** The end of the line, or an exemplar, which reaches up to it. */
function isSampleEnd({ bytes, at }: Scan): boolean {
  return isLineEnd(bytes, at) || bytes[at] === numberSign;
}

function wordAt(bytes: Buffer, start: number): string {
  return bytes.toString('utf8', start, Math.min(endOfWord(bytes, start), start + limits.lineBytes));
}
