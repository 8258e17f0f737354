import type { DashboardStore } from '../../dashboards/store.ts';
import type { Choice } from './panel-sheet.tsx';

/** Chosen for a dashboard of its own; no slug, for those are not empty. */
const NEW: Choice = { slug: '', title: 'A new dashboard' };

/** The one that is there from the start, which is about something else. */
const MACHINE_SLUG = 'this-machine';

/** Where a panel may go: to the dashboard that was changed last, another one, or a new one. */
export function dashboardChoices(dashboards: Pick<DashboardStore, 'list'>): Choice[] {
  const newest = dashboards.list().sort((a, b) => b.updatedMs - a.updatedMs);
  const choices = newest.map(({ slug, definition: { title } }) => ({ slug, title }));
  const [machine, own] = [true, false].map(wanted => choices.filter(({ slug }) => (slug === MACHINE_SLUG) === wanted));
  return [...own!, NEW, ...machine!];
}
