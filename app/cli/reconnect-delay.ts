const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** How long to wait before the n-th new attempt, counted from 0: longer each time, up to some seconds, and never the same for all. */
export function reconnectDelayMs(attempt: number, random: () => number = Math.random): number {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(fullMs * (0.5 + random() / 2));
}
