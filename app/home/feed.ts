import { startMovingBoard } from '../dashboards/feed/moving-board.ts';
import { placeShown } from '../dashboards/feed/place-shown.ts';
import { type BoardSources, clothArea } from '../dashboards/live.ts';
import { DEFAULT_RANGE } from '../dashboards/range.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import { boardView } from '../dashboards/view/board-view.ts';
import { startWatch } from '../history/watch.ts';
import type { WatchedSeries } from '../history/watched-series.ts';
import type { FeedEvents } from '../http/run-screen.ts';
import type { TextFeed } from '../http/text-feed.ts';
import { follow } from '../stream/follow.ts';
import { boardsArea } from './boards.tsx';
import { type ArrivalSources, startArrivals } from './inbox/arrivals.ts';
import { inboxAreas } from './inbox/inbox-areas.tsx';
import type { ReadingSignal } from './inbox/signal.ts';
import { createKnownBoards } from './known-boards.ts';
import { startMovingWatch } from './moving-watch.ts';
import { OWN_PREFIXES } from './own-metrics.ts';
import { seenOfBoards } from './seen-of-boards.ts';
import { homeText } from './text.ts';

export interface FeedOptions {
  readonly dashboards: DashboardStore;
  readonly sources: BoardSources & ArrivalSources;
}

/** Signals that the Inbox shows, the ones with the newest readings. */
const INBOX_SIGNALS = 50;
export const INBOX = { exceptPrefixes: OWN_PREFIXES, limit: INBOX_SIGNALS };

/** Feeds Home: the inbox, the leading numbers of all dashboards, and the first row of This machine. */
export async function startFeed(
  { dashboards, sources }: FeedOptions,
  mayEdit: boolean,
  events: FeedEvents,
): Promise<TextFeed> {
  const boards = createKnownBoards(dashboards);
  let seen = seenOfBoards(boards.all);
  const range = DEFAULT_RANGE;
  const grid = { stepMs: range.stepMs, count: range.spanMs / range.stepMs };
  const parts = new DisposableStack();
  const begin = async <P extends { stop(): void }>(starting: Promise<P>) =>
    parts.adopt(await starting, part => part.stop());
  try {
    const watching = await begin(
      startMovingWatch(
        selectors => startWatch(sources.history, { selectors, grid, now: sources.now, ...events }),
        [INBOX, ...seen.selectors],
      ),
    );
    const arrivals = await begin(startArrivals(sources, events));
    const look = { view: boardView(range, sources.timeZone), ...events };
    const machine = await begin(startMovingBoard(sources, { panels: seen.machine }, look));

    const stopping = parts.adopt(new AbortController(), controller => controller.abort());
    /** Of a dashboard that was changed, what is seen here: most changes touch nothing of it. */
    const renew = async () => {
      if (stopping.signal.aborted || !boards.look()) return;
      const next = seenOfBoards(boards.all);
      await watching.take([INBOX, ...next.selectors]);
      await machine.take({ panels: next.machine });
      seen = next;
      events.onChange();
    };
    let turn: Promise<void> = Promise.resolve();
    const inTurn = (): Promise<void> => {
      turn = turn.then(renew).catch(events.onLost);
      return turn;
    };
    const concerns = { signal: stopping.signal, filter: ({ topic }: { topic: string }) => topic === 'dashboard' };
    const changes = sources.boards.changes.subscribe(concerns);
    follow(changes, { onChange: () => void inTurn(), onLost: events.onLost, signal: stopping.signal });
    await inTurn(); // what was changed while all of this began

    const { unitOf, timeZone } = sources;
    const panels = () => placeShown(seen.machine, machine.board.shown);
    const now = () => {
      const { watch } = watching;
      const readings = watch.select(INBOX).map(readingSignal);
      const known = [...readings, ...arrivals.signals()];
      const signals = known
        .filter(seen.isOnNone)
        .toSorted((a, b) => b.sinceMs - a.sinceMs)
        .slice(0, INBOX_SIGNALS);
      return {
        signals,
        isWaiting: known.length === 0,
        leads: seen.leads,
        watch,
        unitOf,
        timeZone,
        nowMs: sources.now(),
      };
    };
    return {
      draw() {
        const props = now();
        return [...inboxAreas({ ...props, mayEdit }), boardsArea(props), clothArea(machine.board.draw(panels()))];
      },
      text: style => homeText({ ...now(), machine: machine.board.text(style, panels()) }, style),
      fresh: inTurn,
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
