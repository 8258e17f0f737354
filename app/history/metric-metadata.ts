/** What is known of a metric beside its readings: the same for all of its series. */
export interface MetricMetadata {
  readonly metric: string;
  readonly type?: 'counter' | 'gauge' | 'histogram' | 'summary' | 'unknown';
  /** For series whose sender names none. */
  readonly unit?: string;
  /** What is measured, in words for people; at most `HELP_MAX_BYTES`. */
  readonly help?: string;
}

/** Longer help is cut, and ends in `…`. */
export const HELP_MAX_BYTES = 1024;

/** As for the unit of a reading; a longer one is cut. */
export const METRIC_UNIT_MAX_BYTES = 32;
