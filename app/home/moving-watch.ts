import { isDeepStrictEqual } from 'node:util';
import type { Selector } from '../history/history.ts';
import type { Watch } from '../history/watch.ts';

/** A watch over selectors that change while one looks. */
export interface MovingWatch {
  readonly watch: Watch;
  /** Watches these, too. Those that are not asked for any more are let go with the next ones that come. */
  take(next: readonly Selector[]): Promise<void>;
  stop(): void;
}

export async function startMovingWatch(
  start: (selectors: readonly Selector[]) => Promise<Watch>,
  selectors: readonly Selector[],
): Promise<MovingWatch> {
  let asked = selectors;
  let watch = await start(selectors);
  let isStopped = false;
  const isAsked = (one: Selector) => asked.some(other => isDeepStrictEqual(one, other));
  return {
    get watch() {
      return watch;
    },
    async take(next) {
      if (next.every(isAsked)) return;
      const started = await start(next);
      const last = isStopped ? started : watch;
      if (!isStopped) watch = started;
      asked = next;
      last.stop();
    },
    stop() {
      isStopped = true;
      watch.stop();
    },
  };
}
