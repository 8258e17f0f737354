import type { Dashboard } from '../dashboards/store.ts';
import type { Selector } from '../history/history.ts';
import { parseSelector } from '../history/parse-selector.ts';

/** A dashboard and the series that stands for it in a list: the first one of its first panel. */
export interface Lead {
  readonly dashboard: Dashboard;
  readonly name: string;
  readonly selector: Selector | undefined;
}

export function leadOf(dashboard: Dashboard): Lead {
  const first = dashboard.definition.panels.find(panel => 'queries' in panel);
  return { dashboard, name: first?.title ?? '', selector: first && selectorsOf(dashboard)[0] };
}

/** Everything that the panels of a dashboard show. */
export function selectorsOf({ definition }: Dashboard): Selector[] {
  const queries = definition.panels.flatMap(panel => ('queries' in panel ? panel.queries : []));
  return queries.flatMap(({ expr }) => {
    const parsed = parseSelector(expr);
    return 'problem' in parsed ? [] : [parsed];
  });
}
