import { Shape } from '../icons.tsx';
import { percent } from './chart-axes.tsx';

export type BarGaugeRow = {
  name: string;
  /** Behind the name, grey: `512 GB`. */
  note?: string | undefined;
  /** The value with its unit, in words. */
  told: string;
  /** How it stands: a colour, a shape and these words. */
  status?: 'ok' | 'warn' | 'crit' | undefined;
  words?: string | undefined;
  /** Where the bar begins and ends, as shares of its scale (0 to 1); undefined: there is none. */
  bar: { from: number; to: number } | undefined;
  /** Limits, as shares of the scale: ticks through the bar. */
  limits?: readonly number[] | undefined;
  /** Why it is not to be believed: `stale 12 s, usually every 2 s`. */
  silence?: string | undefined;
};

export type BarGaugeProps = { label: string; rows: readonly BarGaugeRow[]; hiddenCount?: number };

/** Values on a scale, a row each. Words say all of it; the bars are for the eye. */
export function BarGauge({ label, rows, hiddenCount = 0 }: BarGaugeProps) {
  return (
    <ul class="bars" aria-label={label} tabindex={0}>
      {rows.map(({ name, note, told, status, words, silence, bar, limits = [] }) => (
        <li class={silence === undefined ? 'bars__row' : 'bars__row bars__row--silent'}>
          <span class="bars__name">
            {name} {note !== undefined && <span class="dim">{note}</span>}{' '}
            {silence !== undefined && <span class="bars__silence">{silence}</span>}
          </span>
          <span class={`bars__value${status === undefined ? '' : ` status-text--${status}`}`}>
            {status !== undefined && <Shape name={status} />}
            {words !== undefined && <span class="bars__words">{words}</span>}
            {told}
          </span>
          <Bar bar={bar} limits={limits} status={status} />
        </li>
      ))}
      {hiddenCount > 0 && <li class="bars__more">and {hiddenCount} more</li>}
    </ul>
  );
}

type BarProps = { limits: readonly number[] } & Pick<BarGaugeRow, 'bar' | 'status'>;

function Bar({ bar, limits, status }: BarProps) {
  const at = (share: number) => percent(1000 * Math.min(1, Math.max(0, share)));
  const [from, to] = bar ? [Math.min(bar.from, bar.to), Math.max(bar.from, bar.to)] : [0, 0];
  return (
    <svg class="bars__bar" aria-hidden="true">
      <rect class="bars__track" width="100%" height="6" rx="1" />
      {bar !== undefined && (
        <rect
          class={`bars__fill series-${status === 'warn' || status === 'crit' ? status : 1}`}
          x={at(from)}
          width={at(Math.min(1, Math.max(0, to)) - Math.min(1, Math.max(0, from)))}
          height="6"
          rx="1"
        />
      )}
      {limits.map(limit => (
        <line class="bars__limit" x1={at(limit)} x2={at(limit)} y1="-2" y2="8" />
      ))}
    </svg>
  );
}
