import type { DashboardStore } from '../dashboards/store.ts';
import type { History } from '../history/history.ts';
import { routes } from '../routes.ts';
import { INBOX } from './feed.ts';
import { onNoDashboard } from './on-no-dashboard.ts';

export interface HomeJsonSources {
  readonly dashboards: DashboardStore;
  readonly sources: {
    readonly history: Pick<History, 'latest'>;
    readonly unitOf: (seriesKey: string) => string | undefined;
  };
}

/** Home for programs: the newest reading of each signal that is on no dashboard, and the dashboards. */
export async function homeJson({ dashboards, sources }: HomeJsonSources) {
  const { series } = await sources.history.latest(INBOX);
  return {
    inbox: onNoDashboard(series, dashboards).map(each => ({ ...each, unit: sources.unitOf(each.key) ?? each.unit })),
    dashboards: dashboards.list().map(({ slug, definition }) => ({
      slug,
      title: definition.title,
      subtitle: definition.subtitle,
      href: routes.dashboard.href({ slug }),
    })),
  };
}
