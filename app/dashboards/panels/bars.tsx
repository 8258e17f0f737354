import { BarGauge, type BarGaugeRow } from '../../../components/chart/bar-gauge.tsx';
import { formatValueText } from '../../../components/format/format-value.ts';
import { sameUnit } from '../../../components/units/same-unit.ts';
import type { PanelOf } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { Panel, PanelSeries, PanelView } from '../panel.ts';
import { barLast } from './bar-last.ts';
import { seriesLines } from './series-lines.ts';
import { seriesPanel } from './series-panel.ts';
import { silenceOf } from './silence-of.ts';
import { shareOn, valueScales } from './value-scales.ts';

/** Bars that are drawn; the others are counted. */
const MAX_BARS = 40;

/** A bar a series, the longest first, each with its share of the whole. */
export const bars: Panel<'bars'> = {
  ...seriesPanel,
  kind: 'bars',
  draw(definition, view) {
    const all = inOrder(view.queries.flat(), definition);
    const barOf = createBars(all, definition);
    const rows = all.slice(0, MAX_BARS).map((one): BarGaugeRow => {
      const { bar, share } = barOf(one);
      const { text, status, words } = tellNewest(one, definition, view);
      const note = share === undefined ? undefined : formatValueText(share, 'ratio');
      return { name: one.name, note, told: text, status, words, bar, silence: silenceOf(one, view.nowMs) };
    });
    return <BarGauge label={definition.title} rows={rows} hiddenCount={all.length - rows.length} />;
  },

  text(definition, view, text) {
    const all = inOrder(view.queries.flat(), definition);
    const barOf = createBars(all, definition);
    return seriesLines(definition, view, text, all, one => {
      const { bar, share } = barOf(one);
      return barLast(bar?.to, definition.measure === 'share' && share !== undefined);
    });
  },

  table(definition, view: PanelView) {
    const all = inOrder(view.queries.flat(), definition);
    const shareOf = createShares(all);
    return {
      columns: [{ label: 'series' }, { label: 'now' }, { label: 'unit' }, { label: 'share', unit: 'ratio' }],
      rows: all.map(one => [one.name, one.value, one.unit, shareOf(one)]),
    };
  },
};

/** `core 2` before `core 10`. */
const byName = new Intl.Collator('en', { numeric: true });

/** What is no number comes last. */
function inOrder(series: readonly PanelSeries[], { order = 'value' }: PanelOf<'bars'>): readonly PanelSeries[] {
  if (order === 'query') return series;
  if (order === 'name') return series.toSorted((a, b) => byName.compare(a.name, b.name));
  const size = ({ value }: PanelSeries) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
  return series.toSorted((a, b) => (size(a) === size(b) ? 0 : size(b) - size(a)));
}

function createBars(series: readonly PanelSeries[], definition: PanelOf<'bars'>) {
  const scaleOf = valueScales(series, definition);
  const shareOf = createShares(series);
  return (one: PanelSeries) => {
    const share = shareOf(one);
    const scale = scaleOf(one.unit);
    if (definition.measure === 'share' && share !== undefined) return { share, bar: { from: 0, to: share } };
    const to = shareOn(one.value, scale);
    const from = shareOn(0, scale)!;
    return { share, bar: to === undefined ? undefined : { from, to } };
  };
}

/** There are shares only where all values are of one unit, and none of them is below zero; what is no number has none, and takes none away. */
function createShares(series: readonly PanelSeries[]): (one: PanelSeries) => number | undefined {
  const known = series.filter(({ value }) => !Number.isNaN(value));
  const whole = known.reduce((sum, { value }) => sum + value, 0);
  const isWhole = known.every(({ value, unit }) => value >= 0 && sameUnit(unit, known[0]!.unit));
  if (!isWhole || !(whole > 0) || !Number.isFinite(whole)) return () => undefined;
  return ({ value }) => (Number.isNaN(value) ? undefined : value / whole);
}
