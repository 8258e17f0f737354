import type { Child } from 'hono/jsx';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { Shape } from '../../../components/icons.tsx';
import { Table } from '../../../components/table.tsx';
import type { PanelOf } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import { type Told, tellValue } from '../look/tell-value.ts';
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
  draw(definition, view) {
    const rows = view.queries.flat().map(series => ({ cells: cellsOf(series, definition, view) }));
    return <Table caption={definition.title} columns={COLUMNS} rows={rows} />;
  },
};

function cellsOf(series: PanelSeries, look: PanelOf<'table'>, view: PanelView): Child[] {
  const { name, unit, extremes, atMs, intervalMs } = series;
  const words = (each: number | undefined) => tellValue(each, look, { unit, timeZone: view.timeZone }).text;
  const { age, usual } = freshnessOf(atMs, intervalMs, view.nowMs);
  return [
    name,
    <Now {...tellNewest(series, look, view)} />,
    words(extremes?.min),
    words(extremes?.max),
    <Age {...{ age, usual }} />,
  ];
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

/** What is stale has a shape, too: the ring of what nobody knows. */
function Age({ age, usual }: { age: string; usual: string | undefined }) {
  if (usual === undefined) return <>{age}</>;
  return (
    <span class="cell-status cell-status--stale">
      <Shape name="none" />
      {age}, {usual}
    </span>
  );
}
