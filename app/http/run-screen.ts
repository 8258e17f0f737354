import { createRedrawer } from './redrawer.ts';
import { type Area, createScreen, type Screen } from './screen.ts';
import type { RunningScreen } from './screens.ts';

/** What feeds a screen. */
export interface Feed {
  draw(): readonly Area[];
  stop(): void;
}

export interface FeedEvents {
  /** What is drawn may have changed. */
  readonly onChange: () => void;
  /** The feed ended: so does the screen, and its viewers come back to a new one. */
  readonly onLost: (reason?: unknown) => void;
}

/** Starts a feed and a screen over it, redrawn when the feed changes and about once a second, as time moves too. */
export async function runScreen(
  startFeed: (events: FeedEvents) => Promise<Feed>,
  onError: (error: unknown) => void,
): Promise<RunningScreen> {
  const lost = Promise.withResolvers<void>();
  let requestRedraw = () => {};
  const feed = await startFeed({
    onChange: () => requestRedraw(),
    onLost: reason => {
      if (reason !== undefined) onError(reason);
      lost.resolve();
    },
  });
  const screen = drawFirst(feed);
  const redrawer = createRedrawer(() => {
    try {
      screen.redraw();
    } catch (error) {
      onError(error);
    }
  });
  requestRedraw = redrawer.request;
  return {
    screen,
    lost: lost.promise,
    stop() {
      redrawer.stop();
      feed.stop();
    },
  };
}

/** A feed that cannot be drawn is stopped, as nobody else could. */
function drawFirst(feed: Feed): Screen {
  try {
    return createScreen(() => feed.draw());
  } catch (error) {
    feed.stop();
    throw error;
  }
}
