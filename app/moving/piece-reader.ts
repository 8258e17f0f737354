import type { MetricMetadata } from '../history/metric-metadata.ts';
import type { ParsedPoints } from '../ingest/batch.ts';
import { parseInflux } from '../ingest/influx.ts';
import { InfluxNames } from '../ingest/influx-series.ts';
import { parseOpenMetrics } from '../ingest/openmetrics.ts';
import { OpenMetricsNames } from '../ingest/openmetrics-names.ts';
import type { TextDialect } from '../ingest/openmetrics-time.ts';
import type { PointColumns } from '../ingest/point-columns.ts';
import type { ImportFormat } from './tell-format.ts';

/** Reads a text piece by piece, in their order. */
export interface PieceReader {
  /** `points` must be empty. */
  read(piece: Buffer, points: PointColumns): ParsedPoints;
  /** What the text has said of metrics so far. */
  metadata(): readonly MetricMetadata[];
  /** What is wrong with how the text ended, in a sentence. */
  findEndFault(): string | undefined;
}

/** A line without a time is of `nowMs`. */
export function createPieceReader(format: ImportFormat, nowMs: number): PieceReader {
  return format === 'influx' ? createInfluxReader(nowMs) : createOpenMetricsReader(format, nowMs);
}

function createInfluxReader(nowMs: number): PieceReader {
  const names = new InfluxNames();
  return {
    read: (piece, points) => parseInflux(piece, nowMs, 'auto', names, points),
    metadata: () => [],
    findEndFault: () => undefined,
  };
}

function createOpenMetricsReader(dialect: TextDialect, nowMs: number): PieceReader {
  const names = new OpenMetricsNames();
  return {
    read: (piece, points) => parseOpenMetrics(piece, nowMs, dialect, names, points),
    metadata: () => names.metadata(),
    findEndFault: () =>
      dialect === 'openmetrics' && !names.hasEnded ? 'The last line is not "# EOF": was the file cut off?' : undefined,
  };
}
