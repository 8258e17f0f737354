import { GaugeArc } from '../../../components/chart/gauge-arc.tsx';
import { formatValueText } from '../../../components/format/format-value.ts';
import { barText } from '../../../components/text/bar-text.ts';
import { readingLine } from '../../../components/text/reading-line.ts';
import type { Panel, PanelView } from '../panel.ts';
import { seriesPanel } from './series-panel.ts';

/** One number on a half circle. `warn` and `crit` are shares of the scale (0 to 1). */
export const gauge: Panel<'gauge'> = {
  ...seriesPanel,
  kind: 'gauge',
  draw({ title, warn, crit, ...scale }, view) {
    const { value, unit, min, max, percent } = read(scale, view);
    const at = (share: number | undefined) => (share === undefined ? undefined : min + share * (max - min));
    const share = percent === undefined ? '' : ` · ${percent}\u00a0%`;
    const caption = unit === '%' ? undefined : `of ${formatValueText(max, unit)}${share}`;
    return (
      <GaugeArc
        label={title}
        value={value}
        min={min}
        max={max}
        unit={unit}
        caption={caption}
        warn={at(warn)}
        crit={at(crit)}
      />
    );
  },

  text({ title, ...scale }, view, text) {
    const { series, value, min, max, percent } = read(scale, view);
    const share = (value - min) / (max - min);
    const words = percent === undefined ? '' : ` ${percent}\u00a0%`;
    const last = (columns: number) =>
      columns === 0 ? '' : barText(share, columns - Math.max(PERCENT_COLUMNS, words.length)) + words;
    return [readingLine({ ...series, name: title, nowMs: view.nowMs, last }, text)];
  },
};

/** ` 100 %` */
const PERCENT_COLUMNS = 6;

/** The value and its scale, with its share of it, where that can be read. */
function read({ min = 0, max: fixedMax }: { min?: number | undefined; max?: number | undefined }, view: PanelView) {
  const series = view.queries.flat()[0]!;
  const { value, unit } = series;
  const max = endAbove(min, view.limit?.value ?? fixedMax ?? (unit === '%' ? 100 : roundUp(value)));
  const percent = Math.round(((value - min) / (max - min)) * 100);
  return { series, value, unit, min, max, percent: Math.abs(percent) < 1000 ? percent : undefined };
}

/** The end of a scale that nobody gave: 1, 2 or 5 times a power of ten, not below the value. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(end => end >= value && Number.isFinite(end)) ?? value;
}

/** A scale has a length, whatever was set and whatever the series of its end says. */
function endAbove(min: number, max: number): number {
  return max > min ? max : min + Math.max(1, Math.abs(min));
}
