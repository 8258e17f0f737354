import type { Series } from '../history/history.ts';
import type { MetricMetadata } from '../history/metric-metadata.ts';

/** What is known of each metric: its unit, where all of its series that have one have the same. */
export function collectMetadata(series: readonly Series[]): ReadonlyMap<string, MetricMetadata> {
  const units = new Map<string, Set<string>>();
  for (const { metric, unit } of series) {
    const known = units.get(metric) ?? new Set();
    units.set(metric, unit === undefined ? known : known.add(unit));
  }
  return new Map(
    Array.from(units, ([metric, [unit, ...others]]) => [
      metric,
      { metric, ...(unit !== undefined && others.length === 0 && { unit }) },
    ]),
  );
}
