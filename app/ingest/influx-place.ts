import { createFindings, type Findings } from './batch.ts';
import type { InfluxNames, InfluxSeries } from './influx-series.ts';
import type { Precision } from './influx-time.ts';
import { limits } from './limits.ts';
import { byteOrderMarkBytes } from './locator.ts';
import type { PointColumns } from './point-columns.ts';
import { isText } from './text-fault.ts';

/** Where a line stops making sense, in bytes of the body. */
export interface Fault {
  readonly at: number;
  readonly reason: string;
}

/** The reader's place, and what the body has given so far; one object serves the body, lines are many. */
export interface Scan {
  readonly bytes: Buffer;
  readonly findings: Findings;
  readonly names: InfluxNames;
  readonly points: PointColumns;
  readonly nowMs: number;
  readonly precision: Precision;
  /** False: each line must be looked at for bytes that are no text. */
  readonly isText: boolean;
  at: number;
  lineStart: number;
  /** Of the line before, then of this one. */
  series: InfluxSeries | undefined;
}

export function createScan(
  bytes: Buffer,
  names: InfluxNames,
  points: PointColumns,
  nowMs: number,
  precision: Precision,
): Scan {
  const findings = createFindings(bytes);
  const at = byteOrderMarkBytes(bytes);
  const isTextThroughout = isText(bytes);
  const place = { at, lineStart: at, series: undefined };
  return { bytes, findings, names, points, nowMs, precision, isText: isTextThroughout, ...place };
}

export const tooLong = `this line is longer than ${limits.lineBytes} bytes; send its fields as several lines.`;

export function isTooLong(scan: Scan): boolean {
  return scan.at - scan.lineStart > limits.lineBytes;
}
