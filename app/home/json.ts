import type { DashboardStore } from '../dashboards/store.ts';
import type { History } from '../history/history.ts';
import { unreachable } from '../http/unreachable.ts';
import { routes } from '../routes.ts';
import { INBOX } from './feed.ts';
import type { ArrivalSources } from './inbox/arrivals.ts';
import { onNoDashboard } from './inbox/on-no-dashboard.ts';
import { readArrivals } from './inbox/read-arrivals.ts';
import type { Arrival } from './inbox/signal.ts';

export interface HomeJsonSources {
  readonly dashboards: DashboardStore;
  readonly sources: ArrivalSources & {
    readonly history: Pick<History, 'latest'>;
    readonly unitOf: (seriesKey: string) => string | undefined;
  };
}

/** Home for programs: the newest of each signal that is on no dashboard, and the dashboards. */
export async function homeJson({ dashboards, sources }: HomeJsonSources) {
  const { series } = await sources.history.latest(INBOX);
  const arrivals = await readArrivals(sources);
  const all = dashboards.list();
  const isOnNone = onNoDashboard(all);
  const readings = series.filter(each => isOnNone({ kind: 'reading', series: each }));
  return {
    inbox: [
      ...readings.map(each => ({ kind: 'reading', ...each, unit: sources.unitOf(each.key) ?? each.unit })),
      ...arrivals.filter(isOnNone).map(toJson),
    ],
    dashboards: all.map(({ slug, definition }) => ({
      slug,
      title: definition.title,
      subtitle: definition.subtitle,
      href: routes.dashboard.href({ slug }),
    })),
  };
}

function toJson(signal: Arrival) {
  const { kind, name } = signal;
  switch (kind) {
    case 'log': {
      const { atMs, level, text } = signal.newest;
      return { kind, name, atMs, level, text, href: routes.logs.href({}, { stream: name }) };
    }
    case 'image': {
      const { atMs, hash, width, height } = signal.state.newest;
      return { kind, name, atMs, width, height, href: routes.imagePicture.href({ name, hash }) };
    }
    case 'job': {
      const { heardMs: atMs, state, run } = signal.job;
      return { kind, name, atMs, state, percent: run?.percent, message: run?.message, href: routes.job.href({ name }) };
    }
    case 'event': {
      const { atMs, title, message, id } = signal.newest;
      return { kind, name, atMs, title, message, href: routes.eventShown.href({ id }) };
    }
    default:
      return unreachable(kind);
  }
}
