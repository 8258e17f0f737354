import type { MetricMetadata } from '../history/metric-metadata.ts';
import { numberSign, openBrace, openBracket, quote } from './ascii.ts';
import type { Parsed, Problem } from './batch.ts';
import type { ReadBody } from './body-reader.ts';
import { limits } from './limits.ts';
import { byteOrderMarkBytes } from './locator.ts';
import { manyParsers } from './many.ts';
import { parseOpenMetrics } from './openmetrics.ts';
import { OpenMetricsNames } from './openmetrics-names.ts';
import type { PointColumns } from './point-columns.ts';
import { RefBook } from './ref-book.ts';
import { skipSpace } from './space.ts';

/** Text messages that came one after the other, in one body. */
export interface Messages {
  /** Where each one ends, in bytes of the body. */
  readonly ends: Uint32Array;
  /** When each one came, milliseconds since 1970: readings without a time are of then. */
  readonly times: Float64Array;
  /** What each one is called in answers. */
  readonly numbers: Uint32Array;
}

/** What is remembered from one body to the next. */
export interface MessagesMemory {
  readonly names: OpenMetricsNames;
  readonly book: RefBook;
}

export function createMessagesMemory(): MessagesMemory {
  return { names: new OpenMetricsNames(), book: new RefBook() };
}

/**
 * Readings from text messages, each JSON as `POST /in` takes it, or lines of Prometheus' text:
 *
 *     temperature{room="kitchen"} 21.4
 *     {"humidity": 40, "labels": {"room": "bath"}}
 *
 * A fault has its place in its message.
 */
export function readMessages(
  { ends, times, numbers }: Messages,
  body: Buffer,
  memory: MessagesMemory,
  points: PointColumns,
): ReadBody {
  const problems: Problem[] = [];
  const metadata: MetricMetadata[] = [];
  let [lines, problemCount, start] = [0, 0, 0];
  for (const [at, end] of ends.entries()) {
    const found = readMessage(body.subarray(start, end), times[at]!, memory, points, metadata);
    start = end;
    lines += found.lines;
    problemCount += found.problemCount;
    const room = limits.problemsKept - problems.length;
    for (const problem of found.problems.slice(0, room)) problems.push({ ...problem, message: numbers[at]! });
  }
  return { points, logLines: [], lines, problems, problemCount, metadata };
}

function readMessage(
  text: Buffer,
  nowMs: number,
  { names, book }: MessagesMemory,
  points: PointColumns,
  metadata: MetricMetadata[],
): Pick<Parsed, 'lines' | 'problems' | 'problemCount'> {
  if (isJson(text)) {
    const { readings, ...found } = manyParsers.json(text, nowMs);
    book.toColumns(readings, points);
    return found;
  }
  // What one message says of its metrics is not to be taken for said by others.
  const own = text.includes(numberSign) ? new OpenMetricsNames() : names;
  const found = parseOpenMetrics(text, nowMs, 'prometheus', own, points);
  if (own !== names) metadata.push(...own.metadata());
  return found;
}

/** A quoted name behind the brace is JSON's where a colon follows, and Prometheus' where anything else does. */
function isJson(text: Buffer): boolean {
  const start = skipSpace(text, byteOrderMarkBytes(text));
  if (text[start] === openBracket) return true;
  if (text[start] !== openBrace) return false;
  const name = skipSpace(text, start + 1);
  if (text[name] !== quote) return true;
  const end = /^"(?:\\.|[^"\\])*"\s*(.)?/s.exec(text.toString('latin1', name, name + LOOKED_AT_BYTES));
  return end === null || end[1] === undefined || end[1] === ':';
}

/** Names are shorter. */
const LOOKED_AT_BYTES = 1024;
