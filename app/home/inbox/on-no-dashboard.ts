import type { Dashboard } from '../../dashboards/store.ts';
import { askedSelectors } from '../../dashboards/variables/asked-selectors.ts';
import type { Series } from '../../history/history.ts';
import { createMatcher } from '../../history/select.ts';

/** What was sent, as far as it takes to find it on a dashboard. */
export type Findable =
  | { readonly kind: 'reading'; readonly series: Series }
  | { readonly kind: 'log' | 'image' | 'job' | 'event'; readonly name: string };

/** Whether no panel of any of these dashboards shows a signal. */
export function onNoDashboard(dashboards: readonly Dashboard[]): (signal: Findable) => boolean {
  const selectors = dashboards.flatMap(matchersOf);
  const named = new Set(dashboards.flatMap(namesOn));
  return signal =>
    signal.kind === 'reading'
      ? !selectors.some(matches => matches(signal.series))
      : !named.has(`${signal.kind} ${signal.name}`);
}

/** Of dashboards that stay as they are, they are made once. */
const known = new WeakMap<Dashboard, ReturnType<typeof createMatcher>[]>();

function matchersOf(dashboard: Dashboard) {
  const matchers =
    known.get(dashboard) ?? askedSelectors(dashboard.definition).map(selector => createMatcher(selector));
  known.set(dashboard, matchers);
  return matchers;
}

function namesOn({ definition }: Dashboard): string[] {
  return definition.panels.flatMap(panel => {
    if (panel.kind === 'log') return [`log ${panel.stream}`];
    if (panel.kind === 'image' || panel.kind === 'job') return [`${panel.kind} ${panel.name}`];
    if (panel.kind === 'control') return panel.sends.to === 'event' ? [`event ${panel.sends.topic}`] : [];
    return 'topics' in panel ? (panel.topics ?? []).map(topic => `event ${topic}`) : [];
  });
}
