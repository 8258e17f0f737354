import { setTimeout as wait } from 'node:timers/promises';
import { seriesKey } from '../../app/history/series-key.ts';
import { routes } from '../../app/routes.ts';
import type { Visitor } from '../../app/whole-path/testing/visitor.ts';

/** Watches how long the main thread of Telltale stops, by what it says of itself: its longest stop in each second. */
export interface LoopStops {
  /** One for each second that was heard of, milliseconds. */
  end(): Promise<readonly number[]>;
}

const LOOK_EVERY_MS = 300;
const KEY = seriesKey('telltale_event_loop_delay_seconds', {});

export function watchLoopStops(visitor: Visitor): LoopStops {
  const stops = new Map<number, number>();
  const sinceMs = Date.now();
  let isOver = false;
  const look = async () => {
    const answer = await visitor.get(routes.series.href({}, { key: KEY }), 'application/json');
    const text = await answer.text();
    if (!answer.ok) return; // it is not there in the first second, or the server is busy
    const { atMs, value } = JSON.parse(text) as { atMs: number; value: number };
    if (atMs > sinceMs) stops.set(atMs, value * 1000);
  };
  const looking = (async () => {
    while (!isOver) {
      await look();
      await wait(LOOK_EVERY_MS);
    }
    await wait(1000); // the last second is told when it is over
    await look();
  })();
  return {
    async end() {
      isOver = true;
      await looking;
      return [...stops.values()];
    },
  };
}
