const UNITS = [
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
] as const;

/** Whole milliseconds in words, larger units first: `1 hour 30 minutes`. Weeks and years come as days. */
export function sayDuration(durationMs: number): string {
  let restMs = Math.round(durationMs);
  const parts: string[] = [];
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(restMs / unitMs);
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    restMs -= count * unitMs;
  }
  return parts.join(' ') || 'no time';
}
