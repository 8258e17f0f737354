import type { Series } from './history.ts';

/** Not by key alone: `a_b` stands between `a` and `a{x="1"}`, and a metric's series belong together. */
export function byMetricThenKey(a: Pick<Series, 'metric' | 'key'>, b: Pick<Series, 'metric' | 'key'>): number {
  if (a.metric !== b.metric) return a.metric < b.metric ? -1 : 1;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}
