import { type BoardSources, clothArea, startBoard } from '../dashboards/live.ts';
import { DEFAULT_RANGE } from '../dashboards/range.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import { boardView } from '../dashboards/view/board-view.ts';
import { startWatch } from '../history/watch.ts';
import type { WatchedSeries } from '../history/watched-series.ts';
import type { FeedEvents } from '../http/run-screen.ts';
import type { TextFeed } from '../http/text-feed.ts';
import { boardsArea } from './boards.tsx';
import { type ArrivalSources, startArrivals } from './inbox/arrivals.ts';
import { inboxAreas } from './inbox/inbox-areas.tsx';
import { onNoDashboard } from './inbox/on-no-dashboard.ts';
import type { ReadingSignal } from './inbox/signal.ts';
import { leadOf } from './leads.ts';
import { OWN_PREFIXES } from './own-metrics.ts';
import { homeText } from './text.ts';

export interface FeedOptions {
  readonly dashboards: DashboardStore;
  readonly sources: BoardSources & ArrivalSources;
}

/** Signals that the Inbox shows, the ones with the newest readings. */
const INBOX_SIGNALS = 50;
export const INBOX = { exceptPrefixes: OWN_PREFIXES, limit: INBOX_SIGNALS };
export const MACHINE_SLUG = 'this-machine';
/** Panels of This machine that Home shows: its first row. */
const MACHINE_COLUMNS = 24;

/** Feeds Home: the inbox, the leading numbers of all dashboards, and the first row of This machine. */
export async function startFeed(
  { dashboards, sources }: FeedOptions,
  mayEdit: boolean,
  events: FeedEvents,
): Promise<TextFeed> {
  const all = dashboards.list();
  const leads = all.map(leadOf);
  const isOnNone = onNoDashboard(all);
  const range = DEFAULT_RANGE;
  const grid = { stepMs: range.stepMs, count: range.spanMs / range.stepMs };
  const selectors = [INBOX, ...leads.flatMap(({ selector }) => selector ?? [])];
  const machine = all.find(({ slug }) => slug === MACHINE_SLUG);
  const definition = { panels: firstRow(machine?.definition.panels ?? []) };
  const parts = new DisposableStack();
  const begin = async <P extends { stop(): void }>(starting: Promise<P>) =>
    parts.adopt(await starting, part => part.stop());
  try {
    const watch = await begin(startWatch(sources.history, { selectors, grid, now: sources.now, ...events }));
    const arrivals = await begin(startArrivals(sources, events));
    const board = await begin(startBoard(sources, { definition, view: boardView(range, sources.timeZone), ...events }));

    const { unitOf, timeZone } = sources;
    const shown = () => {
      const readings = watch.select(INBOX).map(readingSignal);
      const known = [...readings, ...arrivals.signals()];
      const signals = known
        .filter(isOnNone)
        .toSorted((a, b) => b.sinceMs - a.sinceMs)
        .slice(0, INBOX_SIGNALS);
      return { signals, isWaiting: known.length === 0, leads, watch, unitOf, timeZone, nowMs: sources.now() };
    };
    return {
      draw() {
        const now = shown();
        return [...inboxAreas({ ...now, mayEdit }), boardsArea(now), clothArea(board.draw())];
      },
      text: style => homeText({ ...shown(), machine: board.text(style) }, style),
      stop: () => parts.dispose(),
    };
  } catch (error) {
    parts.dispose();
    throw error;
  }
}

function readingSignal(series: WatchedSeries): ReadingSignal {
  return { kind: 'reading', name: series.key, sinceMs: series.createdMs, series };
}

function firstRow<P extends { readonly w: number }>(panels: readonly P[]): P[] {
  let columns = 0;
  return panels.filter(({ w }) => {
    columns += w;
    return columns <= MACHINE_COLUMNS;
  });
}
