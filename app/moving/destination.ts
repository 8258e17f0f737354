import type { MetricMetadata } from '../history/metric-metadata.ts';
import type { PointColumns } from '../ingest/point-columns.ts';

/** Where imported readings go. */
export interface Destination {
  /** Where it is, as text. */
  readonly name: string;
  /** Batches that may wait for their answers at once. */
  readonly maxWaiting: number;
  /** Resolves when they are durable. The points must stay as they are until then. Rejects when it will take none. */
  keep(points: PointColumns, signal: AbortSignal): Promise<KeptPoints>;
  /** Keeps what a text says of metrics. Undefined: there is no way to. */
  describe?(metrics: readonly MetricMetadata[]): Promise<void>;
  close(): Promise<void>;
}

export interface KeptPoints {
  readonly accepted: number;
  readonly refused: number;
  /** Why the first one was refused. */
  readonly reason?: string | undefined;
}
