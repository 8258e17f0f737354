import type { History, Series } from '../../history/history.ts';
import { quoteText } from '../../promql/format/quote-text.ts';

/** Series that are looked through for metrics to make examples of. */
const MAX_SERIES = 500;

/** The server's own readings are there always; others teach more. */
const OWN = /^(host|telltale)_/;

const LONG_NAME = 30;

/** Queries of metrics that are there, from a plain one to one with a grouping; none where nothing has come. */
export async function exampleQueries(
  history: Pick<History, 'series' | 'metadata'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const series = await history.series({ limit: MAX_SERIES }, signal);
  const byMetric = Map.groupBy(series, ({ metric }) => metric);
  const names = [...byMetric.keys()].sort((a, b) => plainness(b) - plainness(a));
  const types = new Map((await history.metadata(names)).map(({ metric, type }) => [metric, type]));
  const isCounter = (name: string) => types.get(name) === 'counter' || /_(total|count|sum|bucket)$/.test(name);
  const gauges = names.filter(name => !isCounter(name));
  const [gauge] = gauges;
  // Another one than the first, where there is one.
  const [grouped = gauge] = gauges.slice(1).sort((a, b) => plainness(b) - plainness(a) || groupsOf(b) - groupsOf(a));
  const counter = names.find(isCounter);
  const all = [
    gauge && written(gauge),
    counter ? rateOf(counter, byMetric.get(counter)!) : gauge && `avg_over_time(${written(gauge)}[15m])`,
    grouped && topOf(grouped, byMetric.get(grouped)!),
  ];
  return [...new Set(all.filter(query => query !== undefined))];

  function groupsOf(name: string): number {
    return byMetric.get(name)!.length;
  }
}

/** Names that are nobody's own and short make the best examples. */
function plainness(name: string): number {
  return (OWN.test(name) ? 0 : 2) + (name.length <= LONG_NAME ? 1 : 0);
}

function rateOf(metric: string, series: readonly Series[]): string {
  const rate = `rate(${written(metric)}[5m])`;
  const label = groupingLabel(series);
  return label === undefined ? rate : `sum by (${label}) (${rate})`;
}

function topOf(metric: string, series: readonly Series[]): string {
  if (series.length > 3) return `topk(3, ${written(metric)})`;
  const label = groupingLabel(series);
  if (label !== undefined) return `max by (${label}) (max_over_time(${written(metric)}[1h]))`;
  return `${written(metric)} - ${written(metric)} offset 1h`;
}

/** The label that tells the series apart into the fewest groups. */
function groupingLabel(series: readonly Series[]): string | undefined {
  const labels = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].filter(name =>
    /^[a-zA-Z_]\w*$/.test(name),
  );
  const groups = (label: string) => new Set(series.map(one => one.labels[label])).size;
  return labels.filter(label => groups(label) > 1).sort((a, b) => groups(a) - groups(b))[0] ?? labels[0];
}

function written(metric: string): string {
  return /^[a-zA-Z_:][\w:]*$/.test(metric) ? metric : `{${quoteText(metric)}}`;
}
