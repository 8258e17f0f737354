const UNITS_MS = [365 * 24 * 3_600_000, 7 * 24 * 3_600_000, 24 * 3_600_000, 3_600_000, 60_000, 1000, 1];

const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Milliseconds; some 292 years, as in Prometheus. */
export const MAX_DURATION_MS = 9_223_372_036_854;

/**
 * The milliseconds of a duration such as `1h30m`, larger units first and each one once; a year has 365 days.
 * Undefined if the text is none, or longer than MAX_DURATION_MS.
 */
export function readDuration(text: string): number | undefined {
  const counts = DURATION.exec(text)?.slice(1);
  if (!counts || text === '') return undefined;
  const durationMs = counts.reduce((sum, count, unit) => sum + Number(count ?? 0) * UNITS_MS[unit]!, 0);
  return durationMs <= MAX_DURATION_MS ? durationMs : undefined;
}
