const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What is kept of jobs. At a bound the oldest goes first; only a job too many is refused. */
export const jobLimits = {
  jobs: 1000,
  runsPerJob: 200,
  /** Of one more the one that was silent for the longest time is lost. */
  openRunsPerJob: 200,
  runAgeMs: 400 * DAY_MS,
  linesPerRun: 500,
  lineBytesPerRun: 100 * 1024,
  /** What a line takes beside its text, so that those without one are counted, too. */
  lineRowBytes: 16,
  /** Of all lines of all runs; the lines of the runs that are oldest go first. */
  lineBytes: 256 * 1024 * 1024,
  /** One line, message or reason; what is longer is cut, and says so. */
  textBytes: 4096,
  nameChars: 100,
  runIdChars: 100,
  labelsPerRun: 8,
  labelChars: 200,
  descriptionChars: 500,
  /** Lines and messages that are taken with one call. */
  signalsPerCall: 1000,
} as const;

/** Those that a test makes smaller. */
export type KeepLimits = Pick<Record<keyof typeof jobLimits, number>, 'runsPerJob' | 'runAgeMs' | 'lineBytes'>;

/** Times that people may set. */
export const settableTimes = {
  every: { minMs: MINUTE_MS, maxMs: 366 * DAY_MS },
  after: { minMs: 1000, maxMs: 366 * DAY_MS },
} as const;

/** Times that are assumed where nobody set them. */
export const assumedTimes = {
  /** Silence after which a run is lost, as long as no run has ended. */
  lostAfterMs: HOUR_MS,
  /** Learned from the longest silences of earlier runs: twice of it, within these. */
  lostAfterMinMs: 5 * MINUTE_MS,
  lostAfterMaxMs: DAY_MS,
  /** How long past its time a start may come: a tenth of the time between two, within these. */
  lateAfterMinMs: MINUTE_MS,
  lateAfterMaxMs: HOUR_MS,
  /** And where that time was learned itself, half of it, but no less than this. */
  learnedLateAfterMinMs: 5 * MINUTE_MS,
} as const;
