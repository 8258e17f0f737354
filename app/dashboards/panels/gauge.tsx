import { GaugeArc } from '../../../components/chart/gauge-arc.tsx';
import { formatValueText } from '../../../components/format/format-value.ts';
import type { Panel } from '../panel.ts';

/** One number on a half circle. `warn` and `crit` are shares of the scale (0 to 1). */
export const gauge: Panel<'gauge'> = {
  kind: 'gauge',
  draw({ title, min = 0, max: fixedMax, warn, crit }, { queries, limit }) {
    const { value, unit } = queries.flat()[0]!;
    const max = endAbove(min, limit?.value ?? fixedMax ?? (unit === '%' ? 100 : roundUp(value)));
    const at = (share: number | undefined) => (share === undefined ? undefined : min + share * (max - min));
    const percent = Math.round(((value - min) / (max - min)) * 100);
    const share = Math.abs(percent) < 1000 ? ` · ${percent}\u00a0%` : '';
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
};

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
