import { assumedTimes } from './job-limits.ts';
import { learnInterval, MIN_GAPS } from './learn-interval.ts';
import { median } from './median.ts';
import { middleParts, type Shape } from './shape.ts';

/** Runs that are looked at for what is usual. */
export const PAST_RUNS = 20;
/** Of those that ended well, the newest so many say how long one takes: it changes over the months. */
const ETA_RUNS = 10;

/** What a past run tells about the next ones. */
export interface PastRun {
  readonly status: 'running' | 'ok' | 'failed' | 'lost';
  readonly startMs: number;
  /** Undefined where only its end was told, or none. */
  readonly durationMs?: number | undefined;
  readonly longestSilenceMs: number;
  readonly shape: Shape;
}

/** What is usual for a job. */
export interface Past {
  readonly durationsMs: readonly number[];
  readonly usualMs: number | undefined;
  /** Which part of the time is spent at 5 %, 10 %, ... */
  readonly parts: readonly number[] | undefined;
  readonly everyMs: number | undefined;
  readonly lostAfterMs: number;
}

/** Learns from the newest runs, oldest first. */
export function learnPast(runs: readonly PastRun[]): Past {
  const timed = runs.filter((run): run is PastRun & { durationMs: number } => run.durationMs !== undefined);
  const well = timed.filter(({ status }) => status === 'ok');
  const newest = well.slice(-ETA_RUNS);
  return {
    durationsMs: well.map(({ durationMs }) => durationMs),
    usualMs: median(newest.map(({ durationMs }) => durationMs)),
    parts: middleParts(newest, median),
    everyMs: learnInterval(runs.slice(-(MIN_GAPS + 1)).map(({ startMs }) => startMs)),
    lostAfterMs: learnLostAfter(timed),
  };
}

function learnLostAfter(runs: readonly PastRun[]): number {
  if (runs.length === 0) return assumedTimes.lostAfterMs;
  const longestMs = Math.max(...runs.map(({ longestSilenceMs }) => longestSilenceMs));
  return Math.min(assumedTimes.lostAfterMaxMs, Math.max(assumedTimes.lostAfterMinMs, 2 * longestMs));
}
