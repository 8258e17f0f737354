import { formatTicks } from '../format/format-ticks.ts';
import { type Domain, domainTicks, heightOf } from './scale.ts';
import { type ChartGrid, gridEndMs } from './series.ts';
import { timeTicks } from './time-ticks.ts';

/** A height or a width of 0 to 1000 units as a percentage of the plot. */
export function percent(units: number): string {
  return `${Number((units / 10).toFixed(1))}%`;
}

/** Where a time stands in the plot, 0 to 1000 units from the left. */
export function widthOf(atMs: number, grid: ChartGrid): number {
  return (1000 * (atMs - grid.fromMs)) / Math.max(1, gridEndMs(grid) - grid.fromMs);
}

/** Horizontal lines only, one per tick; the line of zero, or the foot, is the axis. */
export function GridLines({ domain, unit }: { domain: Domain; unit: string }) {
  const ticks = domainTicks(domain, unit);
  const axis = ticks.includes(0) ? 0 : domain.min;
  return ticks.map(tick => {
    const y = percent(heightOf(tick, domain));
    return <line class={tick === axis ? 'chart__axis' : 'chart__grid'} x1="0" x2="100%" y1={y} y2={y} />;
  });
}

export type ValueLabelsProps = {
  domain: Domain;
  unit: string;
  /** IANA name, where values may be moments. */
  timeZone?: string | undefined;
  side?: 'left' | 'right' | undefined;
  /** What is below zero is told without its minus. */
  isMirrored?: boolean | undefined;
};

/** Each label stands at its height, inside the plot; the foot has none. */
export function ValueLabels({ domain, unit, timeZone, side = 'left', isMirrored = false }: ValueLabelsProps) {
  const ticks = domainTicks(domain, unit);
  const labels = formatTicks(isMirrored ? ticks.map(Math.abs) : ticks, unit, timeZone);
  const at = side === 'left' ? { x: '0' } : { x: '100%', 'text-anchor': 'end' };
  return ticks.map(
    (tick, index) =>
      tick !== domain.min && (
        <text class="chart__label chart__label--inside" {...at} y={percent(heightOf(tick, domain))} dy="-4">
          {labels[index]}
        </text>
      ),
  );
}

/** Labels too near to an edge to be centred on their time are left out; in a narrow panel every second one is. */
export function TimeLabels({ grid, timeZone }: { grid: ChartGrid; timeZone: string }) {
  const inside = timeTicks(grid.fromMs, gridEndMs(grid), timeZone)
    .map(tick => ({ ...tick, x: widthOf(tick.atMs, grid) }))
    .filter(({ x }) => x >= EDGE && x <= 1000 - EDGE);
  return inside.map(({ x, label }, index) => (
    <text
      class={`chart__label${index % 2 === 1 ? ' chart__label--second' : ''}`}
      x={percent(x)}
      y="100%"
      dy="14"
      text-anchor="middle"
    >
      {label}
    </text>
  ));
}

const EDGE = 25;
