/** No page waits longer than its own `reconnectMaxDelay`, whatever it is told. */
const WINDOW_MS = { from: 200, to: 4000 };

/**
 * When the server stops, each viewer is told a time of its own after which to come back (`retry:`), so that the next start is not
 * met by everybody at once.
 */
export function returnDelayMs(random: () => number = Math.random): number {
  return Math.round(WINDOW_MS.from + random() * (WINDOW_MS.to - WINDOW_MS.from));
}
