import type { Points } from '../history/head/points.ts';
import type { MetricMetadata } from '../history/metric-metadata.ts';
import type { SeriesRow } from '../history/series-table.ts';

export type TextFormatName = 'influx' | 'openmetrics';

/** A text that readings are written in. */
export interface TextFormat {
  /** What each line of a series begins with; undefined when the format cannot name it so that it is read as the same series. */
  prefixOf(series: Pick<SeriesRow, 'key' | 'metric' | 'labels'>): string | undefined;
  /** Stands before the first series of a metric. */
  headOf(metadata: MetricMetadata, metrics: ReadonlySet<string>): string;
  /** The lines of points, less those of `countLeftOut`. */
  linesOf(prefix: string, points: Points): string;
  /** Points whose value the format cannot say. */
  countLeftOut(values: Float64Array): number;
  /** Stands behind everything. */
  readonly end: string;
  /** Why points are left out, for people. */
  readonly limits: string;
}
