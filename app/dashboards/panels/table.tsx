import type { Child } from 'hono/jsx';
import { formatValueText } from '../../../components/format/format-value.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { Shape } from '../../../components/icons.tsx';
import { Table } from '../../../components/table.tsx';
import type { PanelOf } from '../definition.ts';
import { eachOfThem } from '../gallery/queries-of-signal.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { Told } from '../look/tell-value.ts';
import type { Panel, PanelSeries, PanelView } from '../panel.ts';
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
  gallery: {
    ...{ label: 'Table', icon: 'table', about: 'Now, lowest and highest of each series', size: { w: 9, h: 7 } },
    suits: signal => eachOfThem(signal),
  },
  draw(definition, view) {
    const rows = view.queries.flat().map(series => ({ cells: cellsOf(series, definition, view) }));
    return <Table caption={definition.title} columns={COLUMNS} rows={rows} />;
  },
};

function cellsOf(series: PanelSeries, look: PanelOf<'table'>, view: PanelView): Child[] {
  const { name, unit, extremes, atMs, intervalMs } = series;
  const words = (value: number | undefined) =>
    value === undefined ? formatValueText(value, unit) : tellNewest({ ...series, value }, look, view).text;
  const { age, usual } = freshnessOf(atMs, intervalMs, view.nowMs);
  return [
    usual === undefined ? name : <Silent name={name} />,
    <Now {...tellNewest(series, look, view)} />,
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

function Now({ text, status, words }: Told) {
  if (status === undefined) return <>{text}</>;
  return (
    <span class={`cell-status status-text--${status}`}>
      <Shape name={status} />
      {words !== undefined && <span class="cell-status__words">{words}</span>} {text}
    </span>
  );
}
