import { parseSeriesName } from '../history/parse-series-name.ts';
import { seriesKey } from '../history/series-key.ts';
import { type DashboardDefinition, EXPR_MAX_CHARS, type PanelDefinition } from './definition.ts';

/** A series, by its key and metric, or what else was sent, by its name. */
export type ComposedSignal =
  | { readonly kind: 'reading'; readonly key: string; readonly metric: string }
  | { readonly kind: 'log' | 'image' | 'job' | 'event'; readonly name: string };

type Reading = Extract<ComposedSignal, { kind: 'reading' }>;
type Unplaced = PanelDefinition extends infer Panel
  ? Panel extends unknown
    ? Omit<Panel, 'id' | 'w' | 'h'>
    : never
  : never;

/** More signals than this make a dashboard that nobody can read. */
const MAX_PANELS = 24;

/** Panels of one row share 24 columns, so that no hole is left. In the order in which they stand. */
const ROWS = [
  { kind: 'stat', perRow: 4, h: 4 },
  { kind: 'job', perRow: 4, h: 4 },
  { kind: 'line', perRow: 2, h: 7 },
  { kind: 'image', perRow: 3, h: 9 },
  { kind: 'events', perRow: 2, h: 7 },
  { kind: 'log', perRow: 1, h: 7 },
] as const;

/**
 * A dashboard laid out from signals: metrics with several series become charts, single ones become numbers with their
 * past; the others become what shows their kind. Each kind has rows of its own, and the last of a row fills it.
 */
export function composeDashboard(title: string, signals: readonly ComposedSignal[]): DashboardDefinition {
  const readings = signals.filter(signal => signal.kind === 'reading');
  const metrics = Map.groupBy(readings, ({ metric }) => metric);
  const panels = [
    ...[...metrics].map(([metric, series]) => metricPanel(metric, series)),
    ...signals.flatMap(signal => (signal.kind === 'reading' ? [] : [namedPanel(signal)])),
  ].slice(0, MAX_PANELS);
  const placed = ROWS.flatMap(({ kind, perRow, h }) => {
    const row = panels.filter(panel => panel.kind === kind);
    return row.map((panel, i) => ({ ...panel, w: widthIn(i, row.length, perRow), h }));
  });
  return { title, panels: placed.map((panel, i) => ({ id: `panel-${i + 1}`, ...panel }) as PanelDefinition) };
}

function metricPanel(metric: string, series: readonly Reading[]): Unplaced {
  const [{ key }] = series as [Reading];
  if (series.length > 1) return { kind: 'line', title: metric, queries: [{ expr: seriesKey(metric, {}) }] };
  // A key longer than a query may be: the metric has no other series now.
  const expr = key.length <= EXPR_MAX_CHARS ? key : seriesKey(metric, {});
  return { kind: 'stat', title: metric, ...subtitleOf(key), queries: [{ expr }] };
}

function namedPanel({ kind, name }: Exclude<ComposedSignal, Reading>): Unplaced {
  const about = { title: name, subtitle: kind };
  if (kind === 'log') return { kind, ...about, stream: name };
  if (kind === 'event') return { kind: 'events', ...about, topics: [name] };
  return { kind, ...about, name };
}

function subtitleOf(key: string): { subtitle?: string } {
  const pairs = Object.entries(parseSeriesName(key)?.labels ?? {});
  const labels = pairs.map(([name, value]) => `${name}=${value}`).join(',');
  return labels === '' ? {} : { subtitle: labels.slice(0, 200) };
}

/** The width of the i-th of `count` panels, `perRow` to a row; a last row that is not full is stretched. */
function widthIn(i: number, count: number, perRow: number): number {
  const inRow = Math.min(perRow, count - Math.floor(i / perRow) * perRow);
  return 24 / inRow;
}
