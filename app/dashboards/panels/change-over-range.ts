import type { ChartGrid } from '../../../components/chart/series.ts';
import { formatDuration } from '../../../components/format/format-duration.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { knownUnit } from '../../../components/units/known-unit.ts';
import type { PanelSeries } from '../panel.ts';

export interface Change {
  readonly word: 'up' | 'down' | 'unchanged';
  /** `0.6 °C`; undefined where nothing has changed that could be seen. */
  readonly size: string | undefined;
  /** `in 1 h`. */
  readonly span: string;
}

/** How a value has moved since the beginning of the range, or since its first reading in it. Undefined: nobody can say. */
export function changeOverRange(
  series: PanelSeries,
  grid: ChartGrid,
  decimals: number | undefined,
): Change | undefined {
  const { values, value, unit } = series;
  const first = values.findIndex(each => each !== undefined && Number.isFinite(each));
  if (first < 0 || first >= values.length - 1 || !Number.isFinite(value) || isMoment(unit)) return undefined;
  const span = formatDuration(spanSince(first, grid));
  const delta = Number((value - values[first]!).toPrecision(SURE_DIGITS));
  if (!Number.isFinite(delta)) return undefined;
  const size = formatValueText(Math.abs(delta), unit, { decimals });
  const [then, now] = [values[first]!, value].map(each => formatValueText(each, unit, { decimals }));
  if (then === now) return { word: 'unchanged', size: undefined, span: `in ${span}` };
  return { word: delta > 0 ? 'up' : 'down', size, span: `in ${span}` };
}

/** Near enough the whole range is the whole range: `in 5 min`, not `in 4 min 59 s`. */
function spanSince(first: number, { count, stepMs }: ChartGrid): number {
  return (first <= count * NEARLY_NONE ? count : count - first) * stepMs;
}

const NEARLY_NONE = 0.02;

/** The rest is what a subtraction leaves over. */
const SURE_DIGITS = 12;

/** The difference of two moments is a span, which has another unit. */
function isMoment(unit: string): boolean {
  return knownUnit(unit)?.unit.scaling.kind === 'moment';
}
