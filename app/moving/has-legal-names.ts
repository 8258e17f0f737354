import type { Series } from '../history/history.ts';
import { takeLabelName } from '../ingest/labels.ts';
import { takeMetricName } from '../ingest/metric-name.ts';

/** False of a series that no format could carry back: read again, it would be refused. */
export function hasLegalNames({ metric, labels }: Pick<Series, 'metric' | 'labels'>): boolean {
  return takeMetricName(metric).ok && Object.keys(labels).every(name => takeLabelName(name).ok);
}
