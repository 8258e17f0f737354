import type { MetricMetadata } from '../history/metric-metadata.ts';
import { OpenMetricsFamilies } from './openmetrics-families.ts';
import { readSampleName } from './openmetrics-sample-name.ts';
import { createSeriesRef, type SeriesRef } from './series-ref.ts';

/** Metric and labels as they stand in the text, made into our names. */
export interface OpenMetricsSeries {
  readonly bytes: Uint8Array;
  readonly ref: SeriesRef;
}

/** Series that are remembered at most, so that a hostile text fills no memory. Some 1 kB each. */
const MAX_REMEMBERED = 200_000;

/** Longer ones are read anew each time. */
const MAX_REMEMBERED_BYTES = 1024;

/** What one text has named so far: its series, and its families with what was said of them. */
export class OpenMetricsNames {
  readonly families = new OpenMetricsFamilies();
  /** True when the line was met that ends a text of OpenMetrics. */
  hasEnded = false;
  readonly #series = new Map<string, OpenMetricsSeries>();

  series(bytes: Buffer, start: number, end: number): OpenMetricsSeries | { readonly reason: string } {
    const key = bytes.toString('latin1', start, end);
    const found = this.#series.get(key);
    if (found !== undefined) return found;
    const name = readSampleName(bytes.toString('utf8', start, end));
    if ('reason' in name) return name;
    const ref = createSeriesRef(name.metric, name.labels);
    ref.unit = this.families.unitOf(name.metric);
    const series = { bytes: new Uint8Array(bytes.subarray(start, end)), ref }; // a copy: the body's memory is soon another's
    if (this.#series.size >= MAX_REMEMBERED) this.#series.clear();
    if (key.length <= MAX_REMEMBERED_BYTES) this.#series.set(key, series);
    return series;
  }

  /** What was said of metrics so far. */
  metadata(): readonly MetricMetadata[] {
    return this.families.metadata();
  }
}
