import type { Reading } from '../history/reading.ts';
import { comma, digitNine, equals, numberSign, quote } from './ascii.ts';
import { type Batch, createBatch, type LogLine, type Parsed } from './batch.ts';
import { explainNumber, readNumber } from './influx-number.ts';
import {
  afterLineBreak,
  closingQuote,
  endOfKey,
  endOfSeries,
  endOfToken,
  isLineEnd,
  isTokenEnd,
  skipBlanks,
} from './influx-scan.ts';
import {
  createInfluxNames,
  type InfluxField,
  type InfluxMeasurement,
  type InfluxNames,
  type InfluxSeries,
} from './influx-series.ts';
import { explainTimestamp, type Precision, readTimestamp } from './influx-time.ts';
import { limits } from './limits.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { findTextFault, isText } from './text-fault.ts';

/**
 * Readings from InfluxDB line protocol, with the grammar of versions 1 to 3:
 *
 *     weather,room=bath\ 1,floor=2 temperature=21.4,humidity=40i,open=true,note="a \"quoted\" text" 1795357687788095415
 *
 * gives `weather_temperature{room="bath 1",floor="2"}`, `weather_humidity`, `weather_open` (1) and, for the text, a log
 * line of the stream `weather` whose labels are the tags and `_field="note"`. A field named `value` has the name of the
 * measurement alone. Names are made legal (`cpu.load` is `cpu_load`), integers beyond 2^53 are rounded to doubles.
 *
 * The bytes are read in place. A faulty line costs itself: reading goes on after its line break. A quote that is never
 * closed costs the line it opens on, or, when the quote of a later text closes it, the lines up to there.
 */
export function parseInflux(body: Buffer, nowMs: number, precision: Precision = 'ns'): Parsed {
  const batch = createBatch(body);
  const scan = createScan(body, batch, nowMs, precision);
  while (scan.at < body.length && !batch.isFull()) {
    const start = skipBlanks(body, scan.at);
    const isPoint = body[start] !== numberSign && !isLineEnd(body, start);
    const fault = isPoint ? readPoint(scan, start) : undefined;
    if (fault !== undefined) batch.refuse(fault.at, fault.reason);
    if (fault !== undefined || !isPoint) scan.at = afterLineBreak(body, Math.max(start, scan.at));
  }
  batch.refuseRest(scan.at);
  return batch.result();
}

/** Where a line stops making sense, in bytes of the body. */
interface Fault {
  readonly at: number;
  readonly reason: string;
}

/** The reader's place and what the line at hand has given so far; one object serves the body, lines are many. */
interface Scan {
  readonly bytes: Buffer;
  readonly batch: Batch;
  readonly names: InfluxNames;
  readonly nowMs: number;
  readonly precision: Precision;
  /** False: each line must be looked at for bytes that are no text. */
  readonly isText: boolean;
  readonly fields: InfluxField[];
  readonly values: (number | string)[];
  at: number;
  lineStart: number;
}

function createScan(bytes: Buffer, batch: Batch, nowMs: number, precision: Precision): Scan {
  const names = createInfluxNames();
  const at = byteOrderMarkBytes(bytes);
  return { bytes, batch, names, nowMs, precision, isText: isText(bytes), fields: [], values: [], at, lineStart: at };
}

/** Reads one line and keeps it. On a fault nothing of it is kept, and the line is to be left behind from `scan.at`. */
function readPoint(scan: Scan, start: number): Fault | undefined {
  const { bytes } = scan;
  scan.lineStart = start;
  scan.at = endOfSeries(bytes, start);
  if (isTooLong(scan)) return { at: start, reason: tooLong };
  const series = scan.names.series(bytes, start, scan.at);
  if ('reason' in series) return { at: start + series.offset, reason: series.reason };
  scan.at = skipBlanks(bytes, scan.at);
  const fault = readFields(scan, series.measurement);
  if (fault !== undefined) return fault;
  scan.at = skipBlanks(bytes, scan.at);
  const atMs = isLineEnd(bytes, scan.at) ? scan.nowMs : readTime(scan);
  if (Number.isNaN(atMs)) return timeFault(scan);
  if (!isLineEnd(bytes, scan.at)) return { at: scan.at, reason: 'text follows where the line should end.' };
  const foul = scan.isText ? undefined : findTextFault(bytes.subarray(start, scan.at));
  if (foul !== undefined) return { at: start + foul.offset, reason: foul.reason };
  keepPoint(scan, series, atMs);
  scan.at = afterLineBreak(bytes, scan.at);
  return undefined;
}

const tooLong = `this line is longer than ${limits.lineBytes} bytes; send its fields as several lines.`;

function isTooLong(scan: Scan): boolean {
  return scan.at - scan.lineStart > limits.lineBytes;
}

function readFields(scan: Scan, measurement: InfluxMeasurement): Fault | undefined {
  const { bytes, fields, values } = scan;
  fields.length = 0;
  values.length = 0;
  for (; ; scan.at++) {
    const start = scan.at;
    scan.at = endOfKey(bytes, start);
    if (isTooLong(scan)) return { at: scan.lineStart, reason: tooLong };
    if (scan.at === start || bytes[scan.at] !== equals) return { at: scan.at, reason: noField };
    const field = scan.names.field(measurement, bytes, start, scan.at);
    if ('reason' in field) return { at: start, reason: field.reason };
    scan.at++;
    const value = bytes[scan.at] === quote ? readString(scan) : readScalar(scan);
    if (typeof value === 'object') return value;
    fields.push(field);
    values.push(value);
    if (bytes[scan.at] !== comma) return undefined;
  }
}

const noField =
  'a field is missing here; write measurement,tag=text field=1 and put a backslash before blanks in names.';

/** A number, or a boolean as 1 or 0. */
function readScalar(scan: Scan): number | Fault {
  const { bytes } = scan;
  const start = scan.at;
  scan.at = endOfToken(bytes, start);
  if (isTooLong(scan)) return { at: scan.lineStart, reason: tooLong };
  const value =
    bytes[start]! > digitNine
      ? readBoolean(bytes.toString('latin1', start, scan.at))
      : readNumber(bytes, start, scan.at);
  if (!Number.isNaN(value)) return value;
  return { at: start, reason: explainNumber(bytes.toString('utf8', start, scan.at)) };
}

function readBoolean(text: string): number {
  if (/^(?:t|T|true|True|TRUE)$/.test(text)) return 1;
  return /^(?:f|F|false|False|FALSE)$/.test(text) ? 0 : Number.NaN;
}

/** Text in quotes; it may span lines. A backslash escapes quote and backslash, elsewhere it stands for itself. */
function readString(scan: Scan): string | Fault {
  const { bytes } = scan;
  const open = scan.at;
  const close = closingQuote(bytes, open);
  if (close < 0) {
    return { at: open, reason: 'the quote that opens here is never closed; a quote within the text is written \\".' };
  }
  scan.at = close + 1;
  if (close - open > limits.logTextBytes) return { at: open, reason: textTooLong };
  if (isTooLong(scan)) return { at: scan.lineStart, reason: tooLong };
  if (!isTokenEnd(bytes[scan.at]))
    return { at: scan.at, reason: 'text follows after a closing quote; write \\" within the text.' };
  return bytes.toString('utf8', open + 1, close).replace(/\\(["\\])/g, '$1');
}

const textTooLong = `this text is longer than ${limits.logTextBytes} bytes; send it in pieces.`;

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

function keepPoint(scan: Scan, { labels, measurement }: InfluxSeries, atMs: number): void {
  const { fields, values } = scan;
  const readings: Reading[] = [];
  const logLines: LogLine[] = [];
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!;
    const value = values[index]!;
    if (typeof value === 'number') readings.push({ metric: field.metric, labels, value, atMs });
    else logLines.push({ stream: measurement.name, labels: { ...labels, _field: field.key }, atMs, text: value });
  }
  scan.batch.keep(scan.lineStart, readings, logLines);
}
