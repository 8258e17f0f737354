import { badParameter } from './api-error.ts';
import { readSeconds } from './read-seconds.ts';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** The last moment that a Date knows, and minus that the first one. */
const LATEST_MS = 8.64e15;

/** What Go's clients write for their first and last moment, where somebody gives none. */
const ENDS_MS: ReadonlyMap<string, number> = new Map([
  ['-292273086-05-16T16:47:06Z', -LATEST_MS],
  ['292277025-08-18T07:12:54.999999999Z', LATEST_MS],
]);

/** A moment in whole milliseconds since 1970 UTC, from seconds or RFC 3339. Throws an ApiError. */
export function readTime(name: string, text: string): number {
  const atMs = ENDS_MS.get(text) ?? readSeconds(text) ?? (RFC_3339.test(text) ? Date.parse(text) : Number.NaN);
  if (Math.abs(atMs) <= LATEST_MS) return atMs;
  throw badParameter(
    name,
    `cannot parse "${text}" to a valid timestamp: seconds since 1970, such as 1767225600.5, or 2026-01-01T00:00:00Z`,
  );
}
