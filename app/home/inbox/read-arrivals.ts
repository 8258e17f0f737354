import { type ArrivalSources, startArrivals } from './arrivals.ts';
import type { Arrival } from './signal.ts';

/** What arrived beside readings, as it is now, for who asks once. */
export async function readArrivals(sources: ArrivalSources): Promise<readonly Arrival[]> {
  const arrivals = await startArrivals(sources, { onChange() {}, onLost() {} });
  arrivals.stop();
  return arrivals.signals();
}
