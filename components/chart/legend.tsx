import { formatValueText } from '../format/format-value.ts';
import { type ChartSeries, newestValue, yarnOf } from './series.ts';

/** More than this tells nothing apart; the rest is counted. */
const MAX_ITEMS = 8;

type LegendProps = {
  series: readonly ChartSeries[];
  unit: string;
  decimals?: number | undefined;
  hiddenCount?: number;
};

/** The names of the series with their newest values; what is left out is counted at the end. */
export function Legend({ series, unit, decimals, hiddenCount = 0 }: LegendProps) {
  if (series.length === 0) return null;
  const more = Math.max(0, series.length - MAX_ITEMS) + hiddenCount;
  return (
    <ul class="legend">
      {series.slice(0, MAX_ITEMS).map((one, index) => (
        <li class={`legend__item ${yarnOf(index).className}`}>
          <svg class="legend__key" aria-hidden="true">
            <path d="M0 4H14" stroke-dasharray={yarnOf(index).isAgain ? '6 3' : undefined} />
          </svg>
          {one.name !== '' && <span class="legend__name">{one.name}</span>}
          <b class="legend__value">{formatValueText(newestValue(one), unit, { decimals })}</b>
        </li>
      ))}
      {more > 0 && <li class="legend__item">and {more} more</li>}
    </ul>
  );
}
