import type { Contender } from './contender.ts';
import { keptUp, type Load, runTrial, type Trial } from './run-trial.ts';
import type { Viewers } from './viewers.ts';

export interface MostOptions {
  readonly count: number;
  /** Bursts each second, for a burst of one event; else events in bursts of twenty each second. */
  readonly shape: 'single' | 'joined';
  readonly seconds: number;
}

/** Bursts each second where events come together. */
const JOINED_PER_SECOND = 20;
const FIRST_DELIVERIES_PER_SECOND = 20_000;
/** More is not asked for: viewers and publisher have one core, too. */
const MOST_DELIVERIES_PER_SECOND = 2_560_000;
/** Steps between what was kept up with and what was not. */
const BISECTIONS = 3;

/** The most that a server keeps up with: twice as much each time until it does not, then between. */
export async function findMost(
  contender: Contender,
  viewers: Viewers,
  { count, shape, seconds }: MostOptions,
): Promise<Trial | undefined> {
  let seq = 1;
  const loadOf = (eventsPerSecond: number): Load =>
    shape === 'single'
      ? { burst: 1, burstsPerSecond: eventsPerSecond, seconds }
      : {
          burst: Math.max(1, Math.round(eventsPerSecond / JOINED_PER_SECOND)),
          burstsPerSecond: JOINED_PER_SECOND,
          seconds,
        };
  const attempt = async (eventsPerSecond: number) => {
    const load = loadOf(eventsPerSecond);
    const trial = await runTrial(contender, viewers, count, load, seq);
    seq += load.burst * Math.round(load.burstsPerSecond * seconds);
    return trial;
  };
  let [low, high] = [0, FIRST_DELIVERIES_PER_SECOND / count];
  let best: Trial | undefined;
  await attempt(high); // warms up
  for (let trial = await attempt(high); keptUp(trial); trial = await attempt(high)) {
    best = trial;
    if (high * count >= MOST_DELIVERIES_PER_SECOND) return best;
    [low, high] = [high, high * 2];
  }
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    const trial = await attempt(middle);
    if (keptUp(trial)) [best, low] = [trial, middle];
    else high = middle;
  }
  return best;
}
