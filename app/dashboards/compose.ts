import { parseSeriesName } from '../history/parse-series-name.ts';
import { seriesKey } from '../history/series-key.ts';
import { type DashboardDefinition, EXPR_MAX_CHARS, type PanelDefinition } from './definition.ts';

interface Signal {
  readonly key: string;
  readonly metric: string;
}

/** More signals than this make a dashboard that nobody can read. */
const MAX_PANELS = 24;
/** Panels of one row share 24 columns, so that no hole is left. */
const STATS_PER_ROW = 4;

/**
 * A dashboard laid out from signals: metrics with several series become charts, single ones become numbers with their
 * past. Numbers stand first, four in a row; charts two in a row; the last of a row fills it.
 */
export function composeDashboard(title: string, signals: readonly Signal[]): DashboardDefinition {
  const groups = [...Map.groupBy(signals, signal => signal.metric)].slice(0, MAX_PANELS);
  const singles = groups.filter(([, series]) => series.length === 1);
  const many = groups.filter(([, series]) => series.length > 1);
  const stats = singles.map(([metric, [signal]], i) => ({
    kind: 'stat' as const,
    title: metric,
    ...subtitleOf(signal!),
    w: widthIn(i, singles.length, STATS_PER_ROW),
    h: 4,
    // A key longer than a query may be: the metric has no other series now.
    queries: [{ expr: signal!.key.length <= EXPR_MAX_CHARS ? signal!.key : seriesKey(metric, {}) }],
  }));
  const lines = many.map(([metric], i) => ({
    kind: 'line' as const,
    title: metric,
    w: widthIn(i, many.length, 2),
    h: 7,
    queries: [{ expr: seriesKey(metric, {}) }],
  }));
  const panels: PanelDefinition[] = [...stats, ...lines].map((panel, i) => ({ id: `panel-${i + 1}`, ...panel }));
  return { title, panels };
}

function subtitleOf({ key }: Signal): { subtitle?: string } {
  const pairs = Object.entries(parseSeriesName(key)?.labels ?? {});
  const labels = pairs.map(([name, value]) => `${name}=${value}`).join(',');
  return labels === '' ? {} : { subtitle: labels.slice(0, 200) };
}

/** The width of the i-th of `count` panels, `perRow` to a row; a last row that is not full is stretched. */
function widthIn(i: number, count: number, perRow: number): number {
  const inRow = Math.min(perRow, count - Math.floor(i / perRow) * perRow);
  return 24 / inRow;
}
