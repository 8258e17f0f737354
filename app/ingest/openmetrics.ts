import { numberSign } from './ascii.ts';
import { createFindings, type ParsedPoints, tooMany } from './batch.ts';
import { afterLineBreak, isLineEnd, skipBlanks } from './influx-scan.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { readMetadataLine } from './openmetrics-metadata-line.ts';
import type { OpenMetricsNames } from './openmetrics-names.ts';
import { type Fault, MAX_SAMPLE_LINE_BYTES, type Scan, tooLong } from './openmetrics-place.ts';
import { readSample } from './openmetrics-sample.ts';
import type { TextDialect } from './openmetrics-time.ts';
import { PointColumns } from './point-columns.ts';
import { endOfLine } from './space.ts';
import { isText } from './text-fault.ts';

/**
 * Readings from the text formats of Prometheus: OpenMetrics 1.0, times in seconds, and 0.0.4, times in milliseconds:
 *
 *     # TYPE weather_celsius gauge
 *     # UNIT weather_celsius celsius
 *     weather_celsius{room="bath"} 21.4 1795357687.788
 *     {"weather.celsius","room.name"="attic"} 3 # {trace_id="1"} 0.5
 *
 * Each sample is a reading of its own, buckets and `_created` too; a sample without a time is of now. Names are taken as they
 * are, exemplars are left out. A faulty line costs itself. Pieces of a longer text are
 * read one after the other: `names` remembers series, and what lines of metadata said, from one piece to the next. What is
 * found goes into `points`, which must be empty.
 */
export function parseOpenMetrics(
  body: Buffer,
  nowMs: number,
  dialect: TextDialect,
  names: OpenMetricsNames,
  points: PointColumns = new PointColumns(),
): ParsedPoints {
  const findings = createFindings(body);
  const at = byteOrderMarkBytes(body);
  const scan: Scan = {
    bytes: body,
    findings,
    names,
    points,
    nowMs,
    dialect,
    isText: isText(body),
    series: undefined,
    at,
  };
  while (scan.at < body.length && !findings.isFull(points.length)) {
    const start = skipBlanks(body, scan.at);
    scan.at = start;
    if (isLineEnd(body, start)) scan.at = afterLineBreak(body, start);
    else readLine(scan, start);
  }
  findings.refuseRest(scan.at);
  return { points, ...findings.result() };
}

function readLine(scan: Scan, start: number): void {
  const { bytes, findings, points } = scan;
  const isMetadata = bytes[start] === numberSign;
  const before = points.length;
  const fault = isMetadata ? readMetadata(scan, start) : readSample(scan, start);
  if (fault === undefined && (isMetadata || findings.hasRoom(points.length))) {
    if (!isMetadata) findings.keepLine();
  } else {
    points.truncate(before);
    const { at, reason } = fault ?? { at: start, reason: tooMany };
    findings.refuse(at, reason);
  }
  scan.at = afterLineBreak(bytes, scan.at);
}

function readMetadata({ bytes, names }: Scan, start: number): Fault | undefined {
  const end = endOfLine(bytes, start);
  if (end - start > MAX_SAMPLE_LINE_BYTES) return { at: start, reason: tooLong };
  const reason = readMetadataLine(bytes.toString('utf8', start, end).trimEnd(), names);
  return reason === undefined ? undefined : { at: start, reason };
}
