import type { Dashboard } from '../dashboards/store.ts';
import { askedSelectors } from '../dashboards/variables/asked-selectors.ts';
import { findReferences } from '../dashboards/variables/find-references.ts';
import type { Selector } from '../history/history.ts';
import { plainSelector } from '../promql/plain-selector.ts';

/** A dashboard and the series that stands for it in a list. */
export interface Lead {
  readonly dashboard: Dashboard;
  /** What its number is; undefined: it only tells how fresh the dashboard is. */
  readonly name: string | undefined;
  /** Undefined: the dashboard shows no series. */
  readonly selector: Selector | undefined;
}

/**
 * The first panel that shows a series as it came gives the number: what an expression comes to is not worked out for a list, and which
 * value of a variable a reader would choose nobody knows.
 */
export function leadOf(dashboard: Dashboard): Lead {
  const { definition } = dashboard;
  for (const panel of definition.panels) {
    const selector = 'queries' in panel ? shownAsItCame(panel.queries[0]!.expr) : undefined;
    if (selector) return { dashboard, name: panel.title, selector };
  }
  return { dashboard, name: undefined, selector: askedSelectors(definition)[0] };
}

function shownAsItCame(expr: string): Selector | undefined {
  return findReferences(expr).length === 0 ? plainSelector(expr) : undefined;
}
