import { GaugeArc, type GaugeZone } from '../../../components/chart/gauge-arc.tsx';
import { formatValueText } from '../../../components/format/format-value.ts';
import { barText } from '../../../components/text/bar-text.ts';
import { readingLine } from '../../../components/text/reading-line.ts';
import { fullScale } from '../../../components/units/full-scale.ts';
import type { PanelOf } from '../definition.ts';
import { inOneNumber } from '../gallery/queries-of-signal.ts';
import { type Limit, limitsOf, type Scale } from '../look/judge-value.ts';
import { tellNewest } from '../look/tell-newest.ts';
import { type Told, verdictOf } from '../look/tell-value.ts';
import type { Thresholds } from '../look/thresholds.ts';
import type { Panel, PanelView } from '../panel.ts';
import { seriesPanel } from './series-panel.ts';

/** One number on a half circle. `warn` and `crit` are shares of the scale (0 to 1). */
export const gauge: Panel<'gauge'> = {
  ...seriesPanel,
  kind: 'gauge',
  gallery: {
    ...{ label: 'Gauge', icon: 'gauge', about: 'One number on its scale', size: { w: 5, h: 5 } },
    suits: signal => inOneNumber(signal),
  },
  verdict(definition, view) {
    const told = tell(definition, view);
    return verdictOf({ ...told, words: told.words ?? told.text });
  },

  draw(definition, view) {
    const { value, unit, min, max, percent } = read(definition, view);
    const { parts, words } = tell(definition, view);
    const share = percent === undefined ? '' : ` · ${percent}\u00a0%`;
    const caption = fullScale(unit) === max ? undefined : `of ${formatValueText(max, unit)}${share}`;
    return (
      <GaugeArc
        label={definition.title}
        {...{ value, min, max, unit, caption, parts }}
        zones={zonesOf(limitsOf(thresholdsOf(definition), unit, { min, max }), { min, max })}
        words={words}
      />
    );
  },

  text(definition, view, text) {
    const { series, value, min, max, percent } = read(definition, view);
    const { text: told, status, words } = tell(definition, view);
    const share = (value - min) / (max - min);
    const shareText = percent === undefined ? '' : ` ${percent}\u00a0%`;
    const last = (columns: number) =>
      columns === 0 ? '' : barText(share, columns - Math.max(PERCENT_COLUMNS, shareText.length)) + shareText;
    return [readingLine({ ...series, name: definition.title, nowMs: view.nowMs, told, status, words, last }, text)];
  },
};

function tell(definition: PanelOf<'gauge'>, view: PanelView): Told {
  const { series, min, max } = read(definition, view);
  return tellNewest(series, { ...definition, thresholds: thresholdsOf(definition) }, view, { min, max });
}

/** The short way of gauges to write them. */
function thresholdsOf({ thresholds, warn, crit }: PanelOf<'gauge'>): Thresholds | undefined {
  if (thresholds || (warn === undefined && crit === undefined)) return thresholds;
  const step = (share: number | undefined, status: 'warn' | 'crit') =>
    share === undefined ? [] : [{ at: share * 100, status }];
  return { of: 'percent', steps: [...step(warn, 'warn'), ...step(crit, 'crit')] };
}

/** From each limit to the next worse one, and from the worst to the end of the scale. */
function zonesOf(limits: readonly Limit[], { min, max }: Scale): GaugeZone[] {
  return limits.map(({ at, direction, status }, index) => {
    const end = limits[index + 1]?.at ?? (direction === 'above' ? max : min);
    return direction === 'above' ? { from: at, to: end, status } : { from: end, to: at, status };
  });
}

/** ` 100 %` */
const PERCENT_COLUMNS = 6;

/** The value and its scale, with its share of it, where that can be read. */
function read({ min = 0, max: fixedMax }: { min?: number | undefined; max?: number | undefined }, view: PanelView) {
  const series = view.queries.flat()[0]!;
  const { value, unit } = series;
  const max = endAbove(min, view.limit?.value ?? fixedMax ?? fullScale(unit) ?? roundUp(value));
  const percent = Math.round(((value - min) / (max - min)) * 100);
  return { series, value, unit, min, max, percent: Math.abs(percent) < 1000 ? percent : undefined };
}

/** The end of a scale that nobody gave: 1, 2 or 5 times a power of ten, not below the value. */
function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(end => end >= value && Number.isFinite(end)) ?? value;
}

/** A scale has a length, whatever was set and whatever the series of its end says. */
function endAbove(min: number, max: number): number {
  return max > min ? max : min + Math.max(1, Math.abs(min));
}
