import type { HistorySnapshot } from '../history/history-snapshot.ts';
import type { MetricMetadata } from '../history/metric-metadata.ts';

/**
 * What is known of each metric that has series. Its unit is the one of its series, where all that have one have the same; where none
 * has, the one it was described with.
 */
export function collectMetadata({ series, metadata }: HistorySnapshot): ReadonlyMap<string, MetricMetadata> {
  const described = new Map(metadata.map(each => [each.metric, each]));
  const units = Map.groupBy(series, ({ metric }) => metric);
  return new Map(
    Array.from(units, ([metric, ofMetric]) => {
      const { unit: describedUnit, ...known } = described.get(metric) ?? { metric };
      const [unit = describedUnit, ...others] = new Set(ofMetric.flatMap(one => one.unit ?? []));
      return [metric, { ...known, ...(unit !== undefined && others.length === 0 && { unit }) }];
    }),
  );
}
