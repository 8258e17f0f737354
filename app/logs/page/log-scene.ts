import type { Scene } from '../../http/live.ts';
import { runScreen } from '../../http/run-screen.ts';
import type { Logs } from '../logs.ts';
import { createLogAreas } from './log-areas.tsx';
import { startLogFeed } from './log-feed.ts';
import { type LogView, toParameters } from './log-view.ts';

export interface LogSources {
  readonly logs: Pick<Logs, 'find' | 'after' | 'live' | 'around' | 'stats'>;
  readonly now: () => number;
  /** IANA name. */
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
}

/** A view as one audience sees it. */
export function logScene({ logs, now, timeZone, onError }: LogSources, view: LogView): Scene {
  return {
    name: `logs ${timeZone} ${view.limit} ${JSON.stringify(toParameters(view))}`,
    start: () =>
      runScreen(async events => {
        const feed = await startLogFeed(view, { logs, now, ...events });
        const draw = createLogAreas({ view, now, timeZone });
        return { draw: () => draw(feed.now()), stop: feed.stop };
      }, onError),
  };
}
