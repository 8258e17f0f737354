import { BarGauge } from '../../../components/chart/bar-gauge.tsx';
import type { PanelOf } from '../definition.ts';
import { limitsOf, type Scale } from '../look/judge-value.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { Panel, PanelSeries, PanelView } from '../panel.ts';
import { barLast } from './bar-last.ts';
import { seriesLines } from './series-lines.ts';
import { seriesPanel } from './series-panel.ts';
import { silenceOf } from './silence-of.ts';
import { shareOn, valueScales } from './value-scales.ts';

/** Bars that are drawn; the others are counted. */
const MAX_BARS = 40;

/** A bar a series on a common scale, with the limits as ticks through it. */
export const barGauge: Panel<'bar-gauge'> = {
  ...seriesPanel,
  kind: 'bar-gauge',
  draw(definition, view) {
    const all = view.queries.flat();
    const scaleOf = valueScales(all, definition);
    const rows = all.slice(0, MAX_BARS).map(one => rowOf(one, scaleOf(one.unit), definition, view));
    return <BarGauge label={definition.title} rows={rows} hiddenCount={all.length - rows.length} />;
  },

  text(definition, view, text) {
    const all = view.queries.flat();
    const scaleOf = valueScales(all, definition);
    return seriesLines(definition, view, text, all, ({ value, unit }) => barLast(shareOn(value, scaleOf(unit))));
  },
};

function rowOf(series: PanelSeries, scale: Scale, definition: PanelOf<'bar-gauge'>, view: PanelView) {
  const { text, status, words } = tellNewest(series, definition, view, scale);
  const to = shareOn(series.value, scale);
  const limits = limitsOf(definition.thresholds, series.unit, scale).map(({ at }) => shareOn(at, scale));
  return {
    ...{ name: series.name, told: text, status, words, silence: silenceOf(series, view.nowMs) },
    bar: to === undefined ? undefined : { from: shareOn(0, scale)!, to },
    limits: limits.filter(limit => limit !== undefined),
  };
}
