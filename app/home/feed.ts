import { type BoardSources, clothArea, startBoard } from '../dashboards/live.ts';
import { DEFAULT_RANGE } from '../dashboards/range.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import { createMatcher } from '../history/select.ts';
import { startWatch } from '../history/watch.ts';
import type { FeedEvents } from '../http/run-screen.ts';
import type { TextFeed } from '../http/text-feed.ts';
import { boardsArea } from './boards.tsx';
import { inboxAreas } from './inbox.tsx';
import { leadOf, selectorsOf } from './leads.ts';
import { OWN_PREFIXES } from './own-metrics.ts';
import { homeText } from './text.ts';

export interface FeedOptions {
  readonly dashboards: DashboardStore;
  readonly sources: BoardSources;
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
  const onDashboards = all.flatMap(selectorsOf).map(selector => createMatcher(selector));
  const range = DEFAULT_RANGE;
  const grid = { stepMs: range.stepMs, count: range.spanMs / range.stepMs };
  const selectors = [INBOX, ...leads.flatMap(({ selector }) => selector ?? [])];
  const machine = all.find(({ slug }) => slug === MACHINE_SLUG);
  const definition = { panels: firstRow(machine?.definition.panels ?? []) };
  const watch = await startWatch(sources.history, { selectors, grid, now: sources.now, ...events });
  const board = await startBoard(sources, { definition, range, ...events }).catch(error => {
    watch.stop();
    throw error;
  });

  const { unitOf, timeZone } = sources;
  const shown = () => {
    const known = watch.select(INBOX);
    const signals = known
      .filter(series => !onDashboards.some(matches => matches(series)))
      .toSorted((a, b) => b.createdMs - a.createdMs)
      .slice(0, INBOX_SIGNALS);
    return { signals, isWaiting: known.length === 0, leads, watch, unitOf, nowMs: sources.now() };
  };

  return {
    draw() {
      const now = shown();
      return [...inboxAreas({ ...now, mayEdit }), boardsArea(now), clothArea(board.draw())];
    },
    text: style => homeText({ ...shown(), timeZone, machine: board.text(style) }, style),
    stop() {
      watch.stop();
      board.stop();
    },
  };
}

function firstRow<P extends { readonly w: number }>(panels: readonly P[]): P[] {
  let columns = 0;
  return panels.filter(({ w }) => {
    columns += w;
    return columns <= MACHINE_COLUMNS;
  });
}
