import { formatValueText } from '../../../components/format/format-value.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { Table } from '../../../components/table.tsx';
import type { Panel, PanelSeries } from '../panel.ts';
import { seriesPanel } from './series-panel.ts';

const COLUMNS = [
  { label: 'series', align: 'text' },
  { label: 'now', align: 'figure' },
  { label: 'lowest', align: 'figure' },
  { label: 'highest', align: 'figure' },
  { label: 'age', align: 'figure' },
] as const;

/** A row for each series: the newest value, the extremes of the range, the age. */
export const table: Panel<'table'> = {
  ...seriesPanel,
  kind: 'table',
  draw({ title }, { queries, nowMs }) {
    const rows = queries.flat().map(series => ({ cells: cellsOf(series, nowMs) }));
    return <Table caption={title} columns={COLUMNS} rows={rows} />;
  },
};

function cellsOf({ name, value, unit, extremes, atMs, intervalMs }: PanelSeries, nowMs: number) {
  const words = (each: number | undefined) => formatValueText(each, unit);
  return [name, words(value), words(extremes?.min), words(extremes?.max), freshnessOf(atMs, intervalMs, nowMs).age];
}
