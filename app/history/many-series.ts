import type { SeriesCount } from './history.ts';
import type { IndexedSeries } from './series-index.ts';

/** Of a metric with more series so many are looked at, spread over all of them, to count the values of its labels. */
const SAMPLE = 10_000;

/** The metrics with the most of these series, and of each the label that has the most values in it. */
export function manySeries(all: Iterable<IndexedSeries>, limit: number): SeriesCount[] {
  const byMetric = Map.groupBy(all, ({ metric }) => metric);
  const most = [...byMetric].sort(([, a], [, b]) => b.length - a.length).slice(0, limit);
  return most.map(([metric, series]) => {
    const label = mostVaried(series);
    return { metric, series: series.length, ...(label && { label }) };
  });
}

/** A label of few values among many series is not what makes them many. */
function mostVaried(series: readonly IndexedSeries[]): SeriesCount['label'] {
  const step = Math.max(1, series.length / SAMPLE);
  const values = new Map<string, Set<string>>();
  for (let at = 0; at < series.length; at += step) {
    for (const [name, value] of Object.entries(series[Math.floor(at)]!.labels)) {
      const known = values.get(name) ?? new Set();
      if (known.size === 0) values.set(name, known);
      known.add(value);
    }
  }
  const [first] = [...values].sort(([, a], [, b]) => b.size - a.size);
  return first && { name: first[0], values: first[1].size, isMore: step > 1 };
}
