/** What one key has left. */
export interface Quota {
  readonly isRefused: boolean;
  /** Requests that may be made at once now. */
  readonly left: number;
  /** Milliseconds until there is one more. */
  readonly untilNextMs: number;
}

export interface RateMeter {
  /** Counts one request, unless it is refused. */
  take(key: string): Quota;
  /** Keys remembered. */
  readonly size: number;
}

/** Keys remembered at once; beyond it the one that was allowed longest ago is forgotten, and starts anew. */
export const MAX_KEYS = 10_000;

/** Sums of fractions must not refuse what is due. */
const TOLERANCE_MS = 0.001;

/**
 * Allows `limit` requests at once, then one in each `windowMs / limit`: the generic cell rate algorithm. It keeps one number
 * for each key, and has no edges of windows at which twice as much gets through.
 */
export function createRateMeter({
  limit,
  windowMs,
  now,
}: {
  limit: number;
  windowMs: number;
  now: () => number;
}): RateMeter {
  if (!(limit >= 1 && windowMs > 0)) throw new RangeError('A rate needs at least 1 request and a window.');
  const intervalMs = windowMs / limit;
  /** When each key has its whole limit again, in the order of their last allowed requests. */
  const fullAt = new Map<string, number>();

  return {
    get size() {
      return fullAt.size;
    },
    take(key) {
      const at = now();
      // A clock that was set back must not lock anybody out for longer than a window.
      const before = Math.min(Math.max(fullAt.get(key) ?? at, at), at + windowMs);
      const freeMs = at + windowMs - before + TOLERANCE_MS;
      if (freeMs < intervalMs) {
        fullAt.set(key, before);
        return { isRefused: true, left: 0, untilNextMs: intervalMs - freeMs };
      }
      fullAt.delete(key);
      fullAt.set(key, before + intervalMs);
      if (fullAt.size > MAX_KEYS) fullAt.delete(fullAt.keys().next().value!);
      const left = Math.floor(freeMs / intervalMs) - 1;
      return { isRefused: false, left, untilNextMs: intervalMs - (freeMs % intervalMs) };
    },
  };
}
