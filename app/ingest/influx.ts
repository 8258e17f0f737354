import { blank, comma, equals, numberSign, quote } from './ascii.ts';
import { type ParsedPoints, tooMany } from './batch.ts';
import { createScan, type Fault, isTooLong, type Scan, tooLong } from './influx-place.ts';
import { afterLineBreak, endOfKey, endOfSeries, endOfToken, isLineEnd, skipBlanks } from './influx-scan.ts';
import { type InfluxField, InfluxNames, type InfluxSeries, refOf } from './influx-series.ts';
import { explainTimestamp, type Precision, readTimestamp } from './influx-time.ts';
import { readScalar, readString } from './influx-value.ts';
import { limits } from './limits.ts';
import { PointColumns } from './point-columns.ts';
import { findTextFault } from './text-fault.ts';

/**
 * Readings from InfluxDB line protocol, with the grammar of versions 1 to 3:
 *
 *     weather,room=bath\ 1,floor=2 temperature=21.4,humidity=40i,open=true,note="a \"quoted\" text" 1795357687788095415
 *
 * gives `weather_temperature{room="bath 1",floor="2"}`, `weather_humidity`, `weather_open` (1) and, for the text, a log
 * line of the stream `weather` whose labels are the tags and `_field="note"`. A field named `value` has the name of the
 * measurement alone. Names come through as they are (`cpu.load`, `größe`); integers beyond 2^53 are rounded to doubles.
 *
 * The bytes are read in place. A faulty line costs itself: reading goes on after its line break. A quote that is never
 * closed costs the line it opens on, or, when the quote of a later text closes it, the lines up to there.
 *
 * `names` remembers series and fields from one body to the next. A sender names them in the same order again and again,
 * so what followed last time is tried first: where it stands there again, nothing is looked up. What is found goes into
 * `points`, which must be empty.
 */
export function parseInflux(
  body: Buffer,
  nowMs: number,
  precision: Precision = 'ns',
  names: InfluxNames = new InfluxNames(),
  points: PointColumns = new PointColumns(),
): ParsedPoints {
  const scan = createScan(body, names, points, nowMs, precision);
  const { findings } = scan;
  while (scan.at < body.length && !findings.isFull(scan.points.length)) {
    const start = skipBlanks(body, scan.at);
    const isPoint = body[start] !== numberSign && !isLineEnd(body, start);
    const fault = isPoint ? keepPoint(scan, start) : undefined;
    if (fault !== undefined) findings.refuse(fault.at, fault.reason);
    if (fault !== undefined || !isPoint) scan.at = afterLineBreak(body, Math.max(start, scan.at));
  }
  findings.refuseRest(scan.at);
  return { points: scan.points, ...findings.result() };
}

/** Reads one line and keeps it. On a fault nothing of it is kept, and the line is to be left behind from `scan.at`. */
function keepPoint(scan: Scan, start: number): Fault | undefined {
  const { points, findings } = scan;
  const pointsBefore = points.length;
  const linesBefore = findings.logLines.length;
  const fault = readPoint(scan, start);
  if (fault === undefined && findings.hasRoom(points.length)) {
    findings.keepLine();
    return undefined;
  }
  points.truncate(pointsBefore);
  findings.logLines.length = linesBefore;
  return fault ?? { at: start, reason: tooMany };
}

function readPoint(scan: Scan, start: number): Fault | undefined {
  const { bytes, points, findings } = scan;
  const [firstPoint, firstText] = [points.length, findings.logLines.length];
  scan.lineStart = start;
  const unread = readSeries(scan, start) ?? readFields(scan, scan.series!);
  if (unread !== undefined) return unread;
  scan.at = skipBlanks(bytes, scan.at);
  const atMs = isLineEnd(bytes, scan.at) ? scan.nowMs : readTime(scan);
  if (Number.isNaN(atMs)) return timeFault(scan);
  if (!isLineEnd(bytes, scan.at)) return { at: scan.at, reason: 'text follows where the line should end.' };
  const foul = scan.isText ? undefined : findTextFault(bytes.subarray(start, scan.at));
  if (foul !== undefined) return { at: start + foul.offset, reason: foul.reason };
  points.setTimes(firstPoint, atMs);
  for (let i = firstText; i < findings.logLines.length; i++) findings.logLines[i] = { ...findings.logLines[i]!, atMs };
  scan.at = afterLineBreak(bytes, scan.at);
  return undefined;
}

/** Finds the series that the line begins with. */
function readSeries(scan: Scan, start: number): Fault | undefined {
  const { bytes } = scan;
  const before = scan.series;
  const guess = before?.next;
  if (guess && isAt(bytes, start, guess.bytes, blank)) {
    scan.series = guess;
    scan.at = skipBlanks(bytes, start + guess.bytes.length);
    return undefined;
  }
  scan.at = endOfSeries(bytes, start);
  if (isTooLong(scan)) return { at: start, reason: tooLong };
  const series = scan.names.series(bytes, start, scan.at);
  if ('reason' in series) return { at: start + series.offset, reason: series.reason };
  if (before) before.next = series;
  scan.series = series;
  scan.at = skipBlanks(bytes, scan.at);
  return undefined;
}

/** True when these bytes stand there, with `end` behind them. */
function isAt(bytes: Buffer, start: number, expected: Uint8Array, end: number): boolean {
  const { length } = expected;
  if (bytes[start + length] !== end) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== expected[i]) return false;
  return true;
}

function readFields(scan: Scan, series: InfluxSeries): Fault | undefined {
  const { bytes } = scan;
  for (let before: InfluxField | undefined; ; scan.at++) {
    const field = readField(scan, series, before);
    if ('reason' in field) return field;
    const fault = bytes[scan.at] === quote ? keepText(scan, series, field) : keepNumber(scan, series, field);
    if (fault !== undefined) return fault;
    if (bytes[scan.at] !== comma) return undefined;
    before = field;
  }
}

/** Finds the field whose key stands here; goes on behind its equals sign. */
function readField(scan: Scan, { measurement }: InfluxSeries, before: InfluxField | undefined): InfluxField | Fault {
  const { bytes } = scan;
  const start = scan.at;
  const guess = before ? before.next : measurement.first;
  if (guess && isAt(bytes, start, guess.bytes, equals)) {
    scan.at = start + guess.bytes.length + 1;
    return guess;
  }
  scan.at = endOfKey(bytes, start);
  if (isTooLong(scan)) return { at: scan.lineStart, reason: tooLong };
  if (scan.at === start || bytes[scan.at] !== equals) return { at: scan.at, reason: noField };
  const field = scan.names.field(measurement, bytes, start, scan.at);
  if ('reason' in field) return { at: start, reason: field.reason };
  if (before) before.next = field;
  else measurement.first = field;
  scan.at++;
  return field;
}

function keepNumber(scan: Scan, series: InfluxSeries, field: InfluxField): Fault | undefined {
  const value = readScalar(scan);
  if (typeof value !== 'number') return value;
  scan.points.add(refOf(series, field), value);
  return undefined;
}

/** The time is put in when the line has been read. */
function keepText(scan: Scan, { labels, measurement }: InfluxSeries, { key }: InfluxField): Fault | undefined {
  const text = readString(scan);
  if (typeof text !== 'string') return text;
  scan.findings.logLines.push({ stream: measurement.name, labels: { ...labels, _field: key }, atMs: 0, text });
  return undefined;
}

const noField =
  'a field is missing here; write measurement,tag=text field=1 and put a backslash before blanks in names.';

function readTime(scan: Scan): number {
  const start = scan.at;
  scan.at = endOfToken(scan.bytes, start);
  const atMs = readTimestamp(scan.bytes, start, scan.at, scan.precision);
  if (Number.isNaN(atMs)) scan.at = start;
  else scan.at = skipBlanks(scan.bytes, scan.at);
  return atMs;
}

function timeFault({ bytes, at }: Scan): Fault {
  const end = Math.min(endOfToken(bytes, at), at + limits.lineBytes);
  return { at, reason: explainTimestamp(bytes.toString('utf8', at, end)) };
}
