import { formatDuration } from '../../components/format/format-duration.ts';
import type { JobSources } from './job-sources.ts';
import type { JobSetting } from './runs/job-setting.ts';
import type { JobView } from './runs/job-view.ts';
import { tellMoment } from './tell-state.ts';

/** What is awaited of a job, as pairs of words: when it runs, when the next run is due, and when silence counts. */
export function awaitedFacts(
  { jobs, now, timeZone }: JobSources,
  job: JobView,
): readonly (readonly [string, string])[] {
  const nowMs = now();
  const { dueMs, lateAfterMs, lostAfterMs, unwatchedMs } = job;
  const facts: (readonly [string, string])[] = [['runs', describeSchedule(jobs.settingOf(job.name), job)]];
  if (dueMs !== undefined) {
    const grace = lateAfterMs === undefined ? '' : `, late after ${formatDuration(lateAfterMs)}`;
    facts.push([dueMs > nowMs ? 'next' : 'was due', tellMoment(dueMs, nowMs, timeZone) + grace]);
  }
  facts.push(['lost after', `${formatDuration(lostAfterMs)} of silence`]);
  if (unwatchedMs !== undefined)
    facts.push(['not judged', `the start at ${tellMoment(unwatchedMs, nowMs, timeZone)}: the server was away`]);
  return facts;
}

/** `every 1 h`, `by cron 0 3 * * * (Europe/Berlin)`, `about every 24 h (learned)`. */
export function describeSchedule({ schedule, isPaused }: JobSetting, { learnedEveryMs }: JobView): string {
  if (isPaused) return 'paused: nothing is awaited';
  switch (schedule.kind) {
    case 'none':
      return 'at any time';
    case 'every':
      return `every ${formatDuration(schedule.everyMs)}`;
    case 'cron':
      return `by cron ${schedule.pattern} (${schedule.timeZone})`;
    case 'learned':
      return learnedEveryMs === undefined
        ? 'at any time, as far as is known'
        : `about every ${formatDuration(learnedEveryMs)} (learned)`;
  }
}
