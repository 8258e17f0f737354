import { Heatmap, type HeatRow } from '../../../components/chart/heatmap.tsx';
import { chooseDomain, type Domain } from '../../../components/chart/scale.ts';
import { Empty } from '../../../components/empty.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { fitText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import type { PanelOf } from '../definition.ts';
import { scaleOf } from '../look/tell-value.ts';
import type { Panel, PanelView } from '../panel.ts';
import { pastTable } from '../tables/past-table.ts';
import { histogramRows } from './histogram-rows.ts';
import { seriesLines } from './series-lines.ts';
import { seriesPanel } from './series-panel.ts';
import { settledId } from './settled-id.ts';

/** Rows that are drawn; the others are counted. */
const MAX_ROWS = 60;
const MAX_TEXT_ROWS = 20;
const TEXT_NAME_COLUMNS = 20;
/** Little, more, most. */
const SHADES = ['░', '▒', '▓', '█'];
const DAY_MS = 24 * 60 * 60_000;

/** Many series over time as rows of cells, or the buckets of a histogram. */
export const heatmap: Panel<'heatmap'> = {
  ...seriesPanel,
  kind: 'heatmap',
  isWide: true,
  table: pastTable,
  draw(definition, view) {
    const { rows, unit, domain } = read(definition, view);
    if (rows.length === 0)
      return (
        <Empty title="No buckets">
          None of these series has a label <code>le</code>. Ask for a sum <code>by (le)</code>, or leave out that it is
          a histogram.
        </Empty>
      );
    const shown = rows.slice(0, MAX_ROWS);
    view.memory.domain = domain;
    return (
      <Heatmap
        label={sentenceOf(definition.title, rows, unit, view)}
        {...{ rows: shown, unit, domain, grid: view.grid, timeZone: view.timeZone }}
        hidesZero={definition.isHistogram}
        settledId={settledId(definition.id)}
        hiddenCount={rows.length - shown.length}
      />
    );
  },

  text(definition, view, text) {
    if (!definition.isHistogram) return seriesLines(definition, view, text);
    const { rows, domain } = read(definition, view);
    const columns = Math.max(1, text.columns - TEXT_NAME_COLUMNS - 4);
    const lines = rows.slice(0, MAX_TEXT_ROWS).map(({ name, values }) => {
      const cells = Array.from({ length: columns }, (_, i) =>
        shadeOf(values[Math.floor((i * values.length) / columns)], domain),
      );
      return `  ${fitText(text.plain(name), TEXT_NAME_COLUMNS)}  ${cells.join('')}`.slice(0, text.columns).trimEnd();
    });
    return [textHeading(definition.title, definition.subtitle, text), ...lines];
  },
};

/** Rows of one scale. The unit of a histogram is that of its bounds: what its cells hold has none. */
function read(definition: PanelOf<'heatmap'>, { queries, memory }: PanelView) {
  const series = queries.flat();
  const unit = series[0]!.unit;
  const rows: HeatRow[] = definition.isHistogram ? histogramRows(series, unit) : [...series];
  const shownUnit = definition.isHistogram ? '' : unit;
  const values = rows.slice(0, MAX_ROWS).flatMap(row => row.values);
  const domain = scaleOf(definition) ?? chooseDomain(values, shownUnit, memory.domain, !definition.isHistogram);
  return { rows, unit: shownUnit, domain };
}

function shadeOf(value: number | undefined, { min, max }: Domain): string {
  if (value === undefined || !(value > min)) return ' ';
  const share = Math.min(1, (value - min) / (max - min));
  return SHADES[Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))]!;
}

/** `Requests: 12 rows, most 120 in ≤ 4 ms at 13:41, least 0`. */
function sentenceOf(title: string, rows: readonly HeatRow[], unit: string, { grid, timeZone }: PanelView): string {
  let [least, most, name, at] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '', -1];
  for (const row of rows)
    row.values.forEach((value, index) => {
      if (value === undefined || Number.isNaN(value)) return;
      least = Math.min(least, value);
      if (value > most) [most, name, at] = [value, row.name, index];
    });
  if (at < 0) return `${title}: no data in this range`;
  const time = clockTime(
    grid.fromMs + at * grid.stepMs,
    timeZone,
    grid.count * grid.stepMs > DAY_MS ? 'day' : 'minutes',
  );
  const [highest, lowest] = [formatValueText(most, unit), formatValueText(least, unit)];
  return `${title}: ${rows.length} rows, highest ${highest} in ${name} at ${time}, lowest ${lowest}`;
}
