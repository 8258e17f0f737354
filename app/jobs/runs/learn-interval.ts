import { median } from './median.ts';

/** So many times between starts have to agree; with fewer, five nights of a working week would promise a sixth. */
export const MIN_GAPS = 5;
/** And each of them lies so near to the middle one. */
const TOLERANCE = 0.25;
const MIN_INTERVAL_MS = 60_000;

/** Time between starts, where the newest ones came regularly; `startsMs` oldest first. */
export function learnInterval(startsMs: readonly number[]): number | undefined {
  const gaps = startsMs.slice(1).map((startMs, i) => startMs - startsMs[i]!);
  const middle = median(gaps);
  if (middle === undefined || gaps.length < MIN_GAPS || middle < MIN_INTERVAL_MS) return undefined;
  return gaps.every(gap => Math.abs(gap - middle) <= TOLERANCE * middle) ? middle : undefined;
}
