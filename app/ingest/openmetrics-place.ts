import type { Findings } from './batch.ts';
import { limits } from './limits.ts';
import type { OpenMetricsNames, OpenMetricsSeries } from './openmetrics-names.ts';
import type { TextDialect } from './openmetrics-time.ts';
import type { PointColumns } from './point-columns.ts';

/** Longer lines are refused. A series at all limits, with every character escaped, needs half of it. */
export const MAX_SAMPLE_LINE_BYTES = 2 * limits.lineBytes;

/** Where a line stops making sense, in bytes of the body. */
export interface Fault {
  readonly at: number;
  readonly reason: string;
}

/** The reader's place, and what the body has given so far. */
export interface Scan {
  readonly bytes: Buffer;
  readonly findings: Findings;
  readonly names: OpenMetricsNames;
  readonly points: PointColumns;
  readonly nowMs: number;
  readonly dialect: TextDialect;
  /** False: each line must be looked at for bytes that are no text. */
  readonly isText: boolean;
  /** Of the line before, then of this one. */
  series: OpenMetricsSeries | undefined;
  at: number;
}

export const tooLong = `this line is longer than ${MAX_SAMPLE_LINE_BYTES} bytes.`;
