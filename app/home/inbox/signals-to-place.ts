import type { ComposedSignal } from '../../dashboards/compose.ts';
import type { Dashboard } from '../../dashboards/store.ts';
import type { History } from '../../history/history.ts';
import { INBOX } from '../feed.ts';
import type { ArrivalSources } from './arrivals.ts';
import { onNoDashboard } from './on-no-dashboard.ts';
import { readArrivals } from './read-arrivals.ts';

/** Everything that is on none of these dashboards, ready for one of its own. */
export async function signalsToPlace(
  sources: ArrivalSources & { readonly history: Pick<History, 'series'> },
  dashboards: readonly Dashboard[],
): Promise<ComposedSignal[]> {
  const isOnNone = onNoDashboard(dashboards);
  const series = await sources.history.series(INBOX);
  const arrivals = await readArrivals(sources);
  return [
    ...series.filter(each => isOnNone({ kind: 'reading', series: each })).map(readingOf),
    ...arrivals.filter(isOnNone).map(({ kind, name }) => ({ kind, name })),
  ];
}

const readingOf = ({ key, metric }: { readonly key: string; readonly metric: string }) =>
  ({ kind: 'reading', key, metric }) as const;
