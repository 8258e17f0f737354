import type { ChartGrid } from './series.ts';

/** What a drawing says of its time, so that a script can tell which moment is pointed at. `isCells`: each step is as wide as the others, not a point. */
export function chartTime({ fromMs, stepMs, count }: ChartGrid, isCells = false) {
  return { 'data-from': fromMs, 'data-step': stepMs, 'data-count': count, 'data-cells': isCells ? '' : undefined };
}
