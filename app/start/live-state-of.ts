import type { Deps } from '../deps.ts';
import type { LiveState } from '../exposition/live-families.ts';

/** What the server knows of its own live path just now. */
export function liveStateOf({ gate, screens, history, promqlLive, queryThreads }: Deps): LiveState {
  return {
    streams: gate.counts,
    lag: gate.lag(),
    openScreens: screens.count,
    screenStats: screens.stats(),
    screenTimings: screens.timings,
    tellingDelay: history.tellingDelay,
    queryDurations: { live: promqlLive.durations, asked: queryThreads.durations },
  };
}
