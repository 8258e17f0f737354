import type { Labels } from '../history/reading.ts';

interface Named {
  readonly metric: string;
  readonly labels: Labels;
}

/**
 * Names for the series of one query: the legend with `{{label}}` filled in, or what tells the series apart:
 * the values of the labels in which they differ.
 */
export function nameSeries(series: readonly Named[], legend: string | undefined): string[] {
  if (legend !== undefined) return series.map(({ labels }) => fillIn(legend, labels));
  const differing = differingLabels(series);
  return series.map(
    ({ metric, labels }) =>
      differing
        .map(name => labels[name] ?? '')
        .filter(Boolean)
        .join(' ') || metric,
  );
}

function fillIn(legend: string, labels: Labels): string {
  return legend.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) => labels[name] ?? '');
}

function differingLabels(series: readonly Named[]): string[] {
  const names = new Set(series.flatMap(({ labels }) => Object.keys(labels)));
  const differs = (name: string) => new Set(series.map(({ labels }) => labels[name] ?? '')).size > 1;
  return [...names].filter(differs).sort();
}
