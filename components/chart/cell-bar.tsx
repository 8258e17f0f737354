import { percent } from './chart-axes.tsx';

type CellBarProps = { share: number; status?: 'ok' | 'warn' | 'crit' | undefined };

/** A small bar before the figure in a cell of a table. */
export function CellBar({ share, status }: CellBarProps) {
  return (
    <svg class="cell-bar" aria-hidden="true">
      <rect class="bars__track" width="100%" height="6" rx="1" />
      <rect
        class={`bars__fill series-${status === 'warn' || status === 'crit' ? status : 1}`}
        width={percent(1000 * share)}
        height="6"
        rx="1"
      />
    </svg>
  );
}
