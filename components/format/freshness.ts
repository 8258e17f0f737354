import { formatAge } from './format-age.ts';
import { formatDuration } from './format-duration.ts';

/** How far what a panel says can be believed, and in which words. */
export interface Freshness {
  readonly state: 'live' | 'late' | 'stale';
  readonly age: string;
  /** What would be usual, where the state is stale: `usually every 2 s`. */
  readonly usual?: string;
}

/** Networks and timers jitter: an interval counts as missed only when it is exceeded by this much. */
const GRACE_SHARE = 0.5;
const GRACE_MIN_MS = 1000;
/** Ages below this read the same, so that a series at 1 Hz does not flicker between "now" and "1 s". */
const STEADY_MS = 2000;
const STALE_INTERVALS = 3;

/**
 * Late after one interval, stale after three; the interval is learned. A series with too few readings to have an
 * interval is neither: nobody can say when the next one should come.
 */
export function freshnessOf(atMs: number, intervalMs: number | undefined, nowMs: number): Freshness {
  const ageMs = Math.max(0, nowMs - atMs);
  const age = ageMs < STEADY_MS ? '1\u00a0s' : formatAge(ageMs);
  if (intervalMs === undefined) return { state: 'live', age };
  const graceMs = Math.max(GRACE_MIN_MS, intervalMs * GRACE_SHARE);
  if (ageMs > STALE_INTERVALS * intervalMs + graceMs)
    return { state: 'stale', age: `stale ${age}`, usual: usually(intervalMs) };
  if (ageMs > intervalMs + graceMs) return { state: 'late', age: `late ${age}` };
  return { state: 'live', age };
}

/** In two digits: an interval is learned, and not exact. */
function usually(intervalMs: number): string {
  return `usually every ${formatDuration(Number(intervalMs.toPrecision(2)))}`;
}
