import type { ChartGrid } from './series.ts';

/** What a drawing says of its time, so that a script can tell which moment is pointed at. */
export function chartTime({ fromMs, stepMs, count }: ChartGrid) {
  return { 'data-from': fromMs, 'data-step': stepMs, 'data-count': count };
}
