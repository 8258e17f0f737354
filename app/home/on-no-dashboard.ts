import type { DashboardStore } from '../dashboards/store.ts';
import type { Series } from '../history/history.ts';
import { createMatcher } from '../history/select.ts';
import { selectorsOf } from './leads.ts';

/** Those series that no panel of any dashboard shows. */
export function onNoDashboard<S extends Series>(series: readonly S[], dashboards: DashboardStore): S[] {
  const shown = dashboards
    .list()
    .flatMap(selectorsOf)
    .map(selector => createMatcher(selector));
  return series.filter(each => !shown.some(matches => matches(each)));
}
