/** How far ahead of now a reading may be: forecasts and the prices of tomorrow are readings too, a slip of the unit is not. */
export const MAX_AHEAD_MS = 366 * 24 * 60 * 60_000;

const DAY_MS = 24 * 60 * 60_000;

/** The times that are kept at a moment. */
export interface TimeBounds {
  /** Inclusive. */
  readonly fromMs: number;
  /** Inclusive. */
  readonly toMs: number;
}

export function timeBounds(nowMs: number, retentionMs: number): TimeBounds {
  return { fromMs: nowMs - retentionMs, toMs: nowMs + MAX_AHEAD_MS };
}

/** Why a reading of this time is refused; undefined when it is kept. */
export function findTimeRefusal(atMs: number, { fromMs, toMs }: TimeBounds, retentionMs: number): string | undefined {
  if (atMs >= fromMs && atMs <= toMs) return undefined;
  const time = `The time ${new Date(atMs).toISOString()} is`;
  // The next sweep would forget it; saying so is better than an "ok" that holds for a minute.
  if (atMs < fromMs) {
    const looksLikeSeconds = atMs * 1000 >= fromMs && atMs * 1000 <= toMs;
    const hint = looksLikeSeconds ? ' It seems to be in seconds where milliseconds are meant.' : '';
    return `${time} too long ago: readings are kept for ${Math.round(retentionMs / DAY_MS)} days.${hint}`;
  }
  return `${time} more than a year ahead: does the time count s, ms, µs or ns as the sender says?`;
}
