/** A series that missed fewer readings than this is drawn through; from here on it is stale, and the gap is shown. */
const BRIDGED_INTERVALS = 3;

/**
 * Straight lines between readings that lie further apart than the grid's step only because they are sent that rarely:
 * without them a sensor that sends every 10 s would be dots on a grid of seconds. A pause of more than three intervals
 * stays a gap. Without an interval nothing is known of pauses, and nothing is bridged.
 */
export function bridgeGaps(
  values: readonly (number | undefined)[],
  stepMs: number,
  intervalMs: number | undefined,
): (number | undefined)[] {
  const bridged = [...values];
  if (intervalMs === undefined) return bridged;
  const maxSteps = Math.ceil((BRIDGED_INTERVALS * intervalMs) / stepMs);
  let last = -1;
  values.forEach((value, i) => {
    if (value === undefined) return;
    if (last >= 0 && i - last > 1 && i - last <= maxSteps) interpolate(bridged, last, i);
    last = i;
  });
  return bridged;
}

function interpolate(values: (number | undefined)[], from: number, to: number): void {
  const [start, end] = [values[from]!, values[to]!];
  for (let i = from + 1; i < to; i++) values[i] = start + ((end - start) * (i - from)) / (to - from);
}
