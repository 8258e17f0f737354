import type { ChartGrid } from '../../../components/chart/series.ts';
import type { Range } from '../range.ts';

/** The points of a chart over this range as it is now: the last one is the step that is under way, or in which the range ends. */
export function rangeGrid({ spanMs, stepMs, end }: Range, nowMs: number): ChartGrid {
  if (end && 'atMs' in end) {
    const first = Math.floor((end.atMs - spanMs) / stepMs);
    return { fromMs: first * stepMs, stepMs, count: Math.max(2, Math.ceil(end.atMs / stepMs) - first) };
  }
  const count = Math.max(2, Math.ceil(spanMs / stepMs));
  const last = Math.floor((nowMs - (end?.agoMs ?? 0)) / stepMs);
  return { fromMs: (last - count + 1) * stepMs, stepMs, count };
}
