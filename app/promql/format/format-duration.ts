/** From large to small. Years and weeks are written only where nothing is left over: 90d reads better than 12w6d. */
const UNITS = [
  { unit: 'y', unitMs: 365 * 24 * 3_600_000, isExact: true },
  { unit: 'w', unitMs: 7 * 24 * 3_600_000, isExact: true },
  { unit: 'd', unitMs: 24 * 3_600_000, isExact: false },
  { unit: 'h', unitMs: 3_600_000, isExact: false },
  { unit: 'm', unitMs: 60_000, isExact: false },
  { unit: 's', unitMs: 1000, isExact: false },
  { unit: 'ms', unitMs: 1, isExact: false },
] as const;

/** Whole milliseconds, not negative, as Prometheus writes them: `1h30m`, `0s`. */
export function formatDuration(durationMs: number): string {
  let restMs = durationMs;
  let text = '';
  for (const { unit, unitMs, isExact } of UNITS) {
    const count = Math.floor(restMs / unitMs);
    if (count === 0 || (isExact && restMs % unitMs !== 0)) continue;
    text += `${count}${unit}`;
    restMs -= count * unitMs;
  }
  return text || '0s';
}
