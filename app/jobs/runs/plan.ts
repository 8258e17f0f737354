import { Cron } from 'croner';
import { assumedTimes } from './job-limits.ts';
import type { JobSetting, Schedule } from './job-setting.ts';
import type { Past } from './past.ts';

/** A start so long before its time is the one that was due, as clocks differ; at most a quarter of the time between two. */
export const MAX_EARLY_MS = 60_000;

/** What is awaited of a job now: as it was set, and where it was not, as it is usual. */
export interface Plan {
  /** The first moment after `anchorMs`, a start or another beginning, when a run should start. */
  nextDue(anchorMs: number): number | undefined;
  /** Undefined: nothing is awaited. */
  readonly lateAfterMs: number | undefined;
  readonly lostAfterMs: number;
}

export function planOf(setting: JobSetting, past: Past): Plan {
  const lostAfterMs = setting.lostAfterMs ?? past.lostAfterMs;
  const nothing: Plan = { nextDue: () => undefined, lateAfterMs: undefined, lostAfterMs };
  if (setting.isPaused) return nothing;
  const { schedule } = setting;
  if (schedule.kind === 'cron') {
    const nextDue = cronDues(schedule);
    return { nextDue, lostAfterMs, lateAfterMs: setting.lateAfterMs ?? assumedLateAfter(periodOf(schedule)) };
  }
  const everyMs = schedule.kind === 'every' ? schedule.everyMs : past.everyMs;
  if (schedule.kind === 'none' || everyMs === undefined) return nothing;
  const assumedMs =
    schedule.kind === 'every'
      ? assumedLateAfter(everyMs)
      : Math.max(assumedTimes.learnedLateAfterMinMs, Math.round(everyMs / 2));
  return { nextDue: anchorMs => anchorMs + everyMs, lostAfterMs, lateAfterMs: setting.lateAfterMs ?? assumedMs };
}

function assumedLateAfter(periodMs: number): number {
  return Math.min(assumedTimes.lateAfterMaxMs, Math.max(assumedTimes.lateAfterMinMs, Math.round(periodMs / 10)));
}

/** @throws Error for a pattern or a time zone that there is not: it was checked when it was set. */
function cronDues(schedule: CronSchedule): (anchorMs: number) => number | undefined {
  const cron = cronOf(schedule);
  const after = (atMs: number) => cron.nextRun(new Date(atMs))?.getTime();
  return anchorMs => {
    const first = after(anchorMs);
    const second = first === undefined ? undefined : after(first);
    if (first === undefined || second === undefined) return first;
    const earlyMs = Math.min(MAX_EARLY_MS, (second - first) / 4);
    return first - anchorMs <= earlyMs ? second : first;
  };
}

type CronSchedule = Extract<Schedule, { kind: 'cron' }>;

/** A job that never runs again has no period; then the longest is assumed. */
function periodOf(schedule: CronSchedule): number {
  const cron = cronOf(schedule);
  const [first, second] = cron.nextRuns(2, new Date(0));
  return first && second ? second.getTime() - first.getTime() : Number.POSITIVE_INFINITY;
}

function cronOf({ pattern, timeZone }: CronSchedule): Cron {
  return new Cron(pattern, { timezone: timeZone, mode: '5-part', paused: true });
}
