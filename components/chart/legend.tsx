import { Shape } from '../icons.tsx';
import { legendWords } from './legend-words.ts';
import { type ChartSeries, type Yarn, yarnsOf } from './series.ts';

/** More than this tells nothing apart; the rest is counted. */
const MAX_ITEMS = 8;

type LegendProps = {
  series: readonly ChartSeries[];
  unit: string;
  decimals?: number | undefined;
  hiddenCount?: number;
  /** Room that each value keeps, in characters; see `widestWords`. */
  chars?: number | undefined;
};

/** The names of the series with their newest values; what is left out is counted at the end. */
export function Legend({ series, unit, hiddenCount = 0, ...words }: LegendProps) {
  if (series.length === 0) return null;
  const more = Math.max(0, series.length - MAX_ITEMS) + hiddenCount;
  const yarns = yarnsOf(series);
  return (
    <ul class="legend">
      {series.slice(0, MAX_ITEMS).map((one, index) => (
        <Item series={one} yarn={yarns[index]!} unit={unit} {...words} />
      ))}
      {more > 0 && <li class="legend__item">and {more} more</li>}
    </ul>
  );
}

type ItemProps = Pick<LegendProps, 'unit' | 'decimals' | 'chars'> & { series: ChartSeries; yarn: Yarn };

function Item({ series, yarn, unit, decimals, chars }: ItemProps) {
  const { name, status, silence, axis } = series;
  return (
    <li class={`legend__item ${yarn.className}${silence === undefined ? '' : ' legend__item--silent'}`}>
      <svg class="legend__key" viewBox="0 0 14 8" aria-hidden="true">
        <path d="M0 4H14" stroke-dasharray={dashOf(yarn, silence)} />
      </svg>
      {name !== '' && <span class="legend__name">{name}</span>}
      {status !== undefined && <Shape name={status} />}
      <b class={status === undefined ? 'legend__value' : `legend__value status-text--${status}`} data-chars={chars}>
        {legendWords(series, unit, decimals)}
      </b>
      {axis === 'right' && <span class="legend__note">right</span>}
      {silence !== undefined && <span class="legend__silence">{silence}</span>}
    </li>
  );
}

/** As the lines have it. */
function dashOf({ isAgain }: Yarn, silence: string | undefined): string | undefined {
  if (silence !== undefined) return '3 3';
  return isAgain ? '6 3' : undefined;
}
