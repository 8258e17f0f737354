import type { Child } from 'hono/jsx';
import { CellBar } from '../../../components/chart/cell-bar.tsx';
import { formatValueText } from '../../../components/format/format-value.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { Shape } from '../../../components/icons.tsx';
import { Table } from '../../../components/table.tsx';
import type { PanelOf } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { Told } from '../look/tell-value.ts';
import type { Panel, PanelSeries, PanelView } from '../panel.ts';
import { newestTable } from '../tables/newest-table.ts';
import { seriesLines } from './series-lines.ts';
import { seriesPanel } from './series-panel.ts';
import { sortRows } from './sort-rows.ts';
import { shareOn, valueScales } from './value-scales.ts';

const COLUMNS = [
  { label: 'series', align: 'text' },
  { label: 'now', align: 'figure' },
  { label: 'lowest', align: 'figure' },
  { label: 'highest', align: 'figure' },
  { label: 'age', align: 'figure' },
] as const;

/** Rows that are drawn; the others are counted. */
const MAX_ROWS = 300;

/** A row for each series: the newest value, the extremes of the range, the age. */
export const table: Panel<'table'> = {
  ...seriesPanel,
  kind: 'table',
  isWide: true,
  draw(definition, view) {
    const { sort } = definition;
    const series = sortRows(view.queries.flat(), sort);
    const scaleOf = definition.hasBars ? valueScales(series, definition) : undefined;
    const shown = series.slice(0, MAX_ROWS);
    const rows = shown.map(one => ({
      cells: cellsOf(one, definition, view, scaleOf && shareOn(one.value, scaleOf(one.unit))),
    }));
    if (series.length > shown.length)
      rows.push({ cells: [`and ${series.length - shown.length} more`, '', '', '', ''] });
    const columns = COLUMNS.map(column =>
      column.label === sort?.by ? { ...column, sort: sort.direction ?? 'ascending' } : column,
    );
    return <Table caption={definition.title} columns={columns} rows={rows} />;
  },

  text: (definition, view, text) => seriesLines(definition, view, text, sortRows(view.queries.flat(), definition.sort)),

  table: ({ sort }, { queries }) => newestTable(undefined, { queries: [sortRows(queries.flat(), sort)] }),
};

function cellsOf(series: PanelSeries, look: PanelOf<'table'>, view: PanelView, share: number | undefined): Child[] {
  const { name, unit, extremes, atMs, intervalMs } = series;
  const words = (value: number | undefined) =>
    value === undefined ? formatValueText(value, unit) : tellNewest({ ...series, value }, look, view).text;
  const { age, usual } = freshnessOf(atMs, intervalMs, view.nowMs);
  return [
    usual === undefined ? name : <Silent name={name} />,
    <Now {...tellNewest(series, look, view)} share={share} />,
    words(extremes?.min),
    words(extremes?.max),
    usual === undefined ? age : <span class="cell-status cell-status--stale">{`${age}, ${usual}`}</span>,
  ];
}

/** What is stale has a shape, too, where it is seen first: the ring of what nobody knows. */
function Silent({ name }: { name: string }) {
  return (
    <span class="cell-status">
      <Shape name="none" /> {name}
    </span>
  );
}

function Now({ text, status, words, share }: Told & { share: number | undefined }) {
  const bar = share !== undefined && <CellBar share={share} status={status} />;
  if (status === undefined)
    return (
      <>
        {bar}
        {text}
      </>
    );
  return (
    <>
      {bar}
      <span class={`cell-status status-text--${status}`}>
        <Shape name={status} />
        {words !== undefined && <span class="cell-status__words">{words}</span>} {text}
      </span>
    </>
  );
}
