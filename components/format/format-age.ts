const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How old something is, in one step: `now` (under a second, or from a clock ahead of ours), `1 s`, `4 min`, `2 h`, `3 d`. */
export function formatAge(ageMs: number): string {
  if (ageMs < SECOND_MS) return 'now';
  if (ageMs < MINUTE_MS) return whole(ageMs, SECOND_MS, 's');
  if (ageMs < HOUR_MS) return whole(ageMs, MINUTE_MS, 'min');
  if (ageMs < DAY_MS) return whole(ageMs, HOUR_MS, 'h');
  return whole(ageMs, DAY_MS, 'd');
}

function whole(ageMs: number, stepMs: number, word: string): string {
  return `${Math.floor(ageMs / stepMs)}\u00a0${word}`;
}
