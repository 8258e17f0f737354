/** What is known of a metric as a whole. */
export interface MetricMetadata {
  readonly metric: string;
  readonly type?: 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';
  readonly unit?: string;
  readonly help?: string;
}
