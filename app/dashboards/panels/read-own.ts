import { seriesKey } from '../../history/series-key.ts';
import type { OwnMetric } from '../own-metrics.ts';
import type { PanelSeries, PanelView } from '../panel.ts';

/** A series that the server makes of itself. */
export type ReadOwn = (metric: OwnMetric, labels?: Readonly<Record<string, string>>) => PanelSeries | undefined;

/** Finds series by their whole names: other servers may send readings of the same metrics here. */
export function readOwn({ queries }: Pick<PanelView, 'queries'>): ReadOwn {
  const byKey = new Map(queries.flat().map(series => [series.key, series]));
  return (metric, labels = {}) => byKey.get(seriesKey(metric, labels));
}
