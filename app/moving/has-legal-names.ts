import type { Series } from '../history/history.ts';
import { parseLabelName } from '../ingest/labels.ts';
import { parseMetricName } from '../ingest/metric-name.ts';

/** False of a series that no sender could have named: read again, it would be another one. */
export function hasLegalNames({ metric, labels }: Pick<Series, 'metric' | 'labels'>): boolean {
  return parseMetricName(metric).ok && Object.keys(labels).every(name => parseLabelName(name).ok);
}
