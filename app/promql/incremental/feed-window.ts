import { formatDuration } from '../format/format-duration.ts';
import type { Leaf } from './dependence.ts';

/** Windows that are kept in memory are not longer; of one reading a second these are 21 600 samples of a series. */
export const MAX_WINDOW_MS = 6 * 3_600_000;

/** What is so far behind now is read ahead from the source instead of being kept until its time comes. */
const LAGGING_MS = 10 * 60_000;

/** Samples to be kept, by their times from now on, or since 1970 if fixed: `(loMs, hiMs]`. */
export interface FeedWindow {
  /** Selectors of the same matchers with the same name use one feed, as wide as the widest needs it. */
  readonly name: string;
  readonly loMs: number;
  readonly hiMs: number;
  readonly isFixed: boolean;
  /** Why it is not kept in memory, as a sentence. */
  readonly tooLong: string | undefined;
}

/** What must be in memory for the steps of the last `lateMs`. */
export function feedWindowOf({ loMs, hiMs, isFixed }: Leaf, lateMs: number, maxWindowMs: number): FeedWindow {
  const tooLong = tooLongFor(hiMs - loMs, maxWindowMs);
  const isHead = !isFixed && hiMs > -LAGGING_MS;
  const name = isHead && !tooLong ? 'head' : `${isFixed ? '@' : ''}${loMs}..${hiMs}`;
  if (isFixed) return { name, loMs, hiMs, isFixed, tooLong };
  const late = loMs - lateMs - Math.max(hiMs, 0);
  return { name, loMs: late, hiMs: isHead ? Number.POSITIVE_INFINITY : hiMs, isFixed, tooLong };
}

function tooLongFor(lengthMs: number, maxWindowMs: number): string | undefined {
  if (lengthMs <= maxWindowMs) return undefined;
  return `It looks back ${formatDuration(lengthMs)}, and only ${formatDuration(maxWindowMs)} are kept in memory, so it reads the history.`;
}
