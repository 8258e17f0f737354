import { percent } from './chart-axes.tsx';
import type { ChartSeries } from './series.ts';

/** The stretch from the last point of all series to now; the stylesheet shows it only in a stale panel. */
export function Silence({ series }: { series: readonly ChartSeries[] }) {
  const count = Math.max(0, ...series.map(({ values }) => values.length));
  const last = Math.max(-1, ...series.map(({ values }) => values.findLastIndex(value => value !== undefined)));
  if (last < 0 || last >= count - 1) return null;
  const x = (1000 * last) / (count - 1);
  return <rect class="chart__silence" x={percent(x)} width={percent(1000 - x)} y="0" height="100%" />;
}
