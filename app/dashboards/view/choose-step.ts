const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Points of a chart; a year in days is the most. */
const MAX_POINTS = 366;

const SIXTIETHS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30] as const;

const STEPS_MS: readonly number[] = [
  ...[5, 10, 20, 40, 50, 100, 200, 250, 500],
  ...SIXTIETHS.map(count => count * SECOND_MS),
  ...SIXTIETHS.map(count => count * MINUTE_MS),
  ...[1, 2, 3, 4, 6, 8, 12].map(count => count * HOUR_MS),
  ...[1, 2, 3, 4, 5, 7].map(count => count * DAY_MS),
];

/** The round step that gives a chart of this span some 200 to 360 points. What moves has steps of whole seconds, in which it is told. */
export function chooseStep(spanMs: number, moves: boolean): number {
  const leastMs = Math.max(spanMs / MAX_POINTS, moves ? SECOND_MS : 0);
  return STEPS_MS.find(stepMs => stepMs >= leastMs) ?? STEPS_MS.at(-1)!;
}
