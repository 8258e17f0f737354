import { setTimeout as wait } from 'node:timers/promises';
import { seriesKey } from '../../app/history/series-key.ts';
import { routes } from '../../app/routes.ts';
import type { Visitor } from '../../app/whole-path/testing/visitor.ts';

/** How long the main thread stood still within a second, milliseconds. */
export interface LoopStop {
  readonly longestMs: number;
  /** All but one of a hundred looks found it not longer. */
  readonly p99Ms: number;
}

/** Watches how long the main thread of Telltale stops, by what it says of itself. */
export interface LoopStops {
  /** One for each second that was heard of. */
  end(): Promise<readonly LoopStop[]>;
}

const LOOK_EVERY_MS = 300;
const LONGEST = seriesKey('telltale_event_loop_delay_seconds', {});
const P99 = seriesKey('telltale_event_loop_delay_p99_seconds', {});

export function watchLoopStops(visitor: Visitor): LoopStops {
  const stops = new Map<number, LoopStop>();
  const sinceMs = Date.now();
  let isOver = false;
  /** Undefined: it is not there in the first second, or the server is busy. */
  const newest = async (key: string) => {
    const answer = await visitor.get(routes.series.href({}, { key }), 'application/json');
    const text = await answer.text();
    return answer.ok ? (JSON.parse(text) as { atMs: number; value: number }) : undefined;
  };
  const look = async () => {
    const [longest, p99] = await Promise.all([newest(LONGEST), newest(P99)]);
    // Both are of one commit; between two answers there may have been another.
    if (!longest || longest.atMs !== p99?.atMs || longest.atMs <= sinceMs) return;
    stops.set(longest.atMs, { longestMs: longest.value * 1000, p99Ms: p99.value * 1000 });
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
