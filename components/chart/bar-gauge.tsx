import { formatValueText } from '../format/format-value.ts';
import { Shape } from '../icons.tsx';
import { percent } from './chart-axes.tsx';

export type BarGaugeRow = {
  name: string;
  /** Behind the name, grey: `512 GB`. */
  note?: string | undefined;
  value: number | undefined;
};

export type BarGaugeProps = {
  rows: readonly BarGaugeRow[];
  min?: number | undefined;
  max: number;
  unit: string;
  decimals?: number | undefined;
  /** From these values on a row is drawn in the colour and with the shape of the status. */
  warn?: number | undefined;
  crit?: number | undefined;
};

/** Values on one common scale, a row each. */
export function BarGauge({ rows, min = 0, max, unit, decimals, warn, crit }: BarGaugeProps) {
  const share = (value: number) => percent(1000 * Math.min(1, Math.max(0, (value - min) / (max - min))));
  const limits = [warn, crit].filter(limit => limit !== undefined).map(share);
  return (
    <ul class="bars">
      {rows.map(({ name, note, value }) => {
        const status = statusOf(value, warn, crit);
        return (
          <li class="bars__row">
            <span class="bars__name">
              {name} {note !== undefined && <span class="dim">{note}</span>}
            </span>
            <span class={`bars__value${status === undefined ? '' : ` status-text--${status}`}`}>
              {status !== undefined && <Shape name={status} />}
              {formatValueText(value, unit, { decimals })}
            </span>
            <Bar width={value === undefined ? undefined : share(value)} limits={limits} status={status} />
          </li>
        );
      })}
    </ul>
  );
}

type Status = 'warn' | 'crit';

function statusOf(value: number | undefined, warn: number | undefined, crit: number | undefined): Status | undefined {
  if (value === undefined) return undefined;
  if (crit !== undefined && value >= crit) return 'crit';
  return warn !== undefined && value >= warn ? 'warn' : undefined;
}

type BarProps = { width: string | undefined; limits: readonly string[]; status: Status | undefined };

function Bar({ width, limits, status }: BarProps) {
  return (
    <svg class="bars__bar" aria-hidden="true">
      <rect class="bars__track" width="100%" height="6" rx="1" />
      {width !== undefined && <rect class={`bars__fill series-${status ?? 1}`} width={width} height="6" rx="1" />}
      {limits.map(x => (
        <line class="bars__limit" x1={x} x2={x} y1="-2" y2="8" />
      ))}
    </svg>
  );
}
