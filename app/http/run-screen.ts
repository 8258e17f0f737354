import { ScreenTimings } from './metering/screen-timings.ts';
import { createRedrawer } from './redrawer.ts';
import { type Area, createScreen, type Screen } from './screen.ts';
import type { RunningScreen } from './screens.ts';

/** What feeds a screen. */
export interface Feed {
  draw(): readonly Area[];
  stop(): void;
  /** Resolves when it shows what is kept now, whether it has heard of every change or not. Does not reject. */
  fresh?(): Promise<void>;
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
  let timings = new ScreenTimings();
  let changedAt: number | undefined;
  let requestRedraw = () => {};
  const feed = await startFeed({
    onChange: () => requestRedraw(),
    onLost: reason => {
      if (reason !== undefined) onError(reason);
      lost.resolve();
    },
  });
  const screen = drawFirst(feed, () => timings);
  const redrawer = createRedrawer(() => {
    const since = changedAt;
    changedAt = undefined;
    try {
      if (screen.redraw() && since !== undefined) whenTold(screen, () => timings.delay.add(performance.now() - since));
    } catch (error) {
      onError(error);
    }
  });
  requestRedraw = () => {
    changedAt ??= performance.now();
    redrawer.request();
  };
  return {
    screen,
    lost: lost.promise,
    fresh: async () => feed.fresh?.(),
    stop() {
      redrawer.stop();
      feed.stop();
    },
    countInto(shared) {
      shared.addAll(timings);
      timings = shared;
    },
  };
}

function whenTold(screen: Screen, count: () => void): void {
  setImmediate(() => (screen.isTelling ? whenTold(screen, count) : count()));
}

/** A feed that cannot be drawn is stopped, as nobody else could. */
function drawFirst(feed: Feed, timingsOf: () => ScreenTimings): Screen {
  const draw = () => {
    const begunAt = performance.now();
    const areas = feed.draw();
    timingsOf().draw.add(performance.now() - begunAt);
    return areas;
  };
  try {
    return createScreen(draw);
  } catch (error) {
    feed.stop();
    throw error;
  }
}
