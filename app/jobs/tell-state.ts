import { clockTime } from '../../components/format/clock-time.ts';
import { formatAge } from '../../components/format/format-age.ts';
import { formatDuration } from '../../components/format/format-duration.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import { unreachable } from '../http/unreachable.ts';
import type { JobView, RunView } from './runs/job-view.ts';

/** What a state means, in words: the first are the news, the others say more. */
export interface StateWords {
  readonly news: string;
  readonly more: string;
}

/** Less than this the server was away is nothing to speak of. */
const AWAY_WORTH_SAYING_MS = 60_000;
const DAY_MS = 86_400_000;

/** How a job stands, and since when: `42 %` and `3 min 10 s left`, `exit 3` and `after 11 s, 2 h ago`. */
export function tellState(job: JobView, nowMs: number): StateWords {
  const { run } = job;
  switch (job.state) {
    case 'new':
      return { news: 'no run yet', more: '' };
    case 'paused':
      return { news: 'paused', more: run ? tellEnd(run, nowMs) : '' };
    case 'running':
      return tellRunning(job, run!, nowMs);
    case 'ok':
      return { news: 'done', more: tellEnd(run!, nowMs) };
    case 'failed':
      return { news: tellExit(run!), more: tellEnd(run!, nowMs) };
    case 'late':
      return { news: 'late', more: `should have started ${ago(job.sinceMs, nowMs)}` };
    case 'lost':
      return { news: 'lost', more: tellSilence(run!, nowMs) };
    default:
      return unreachable(job.state);
  }
}

/** `exit 3`, or that it failed. */
export function tellExit({ exitCode }: RunView): string {
  return exitCode === undefined ? 'failed' : `exit ${exitCode}`;
}

/** `silent 14 min`, and how much of that nobody listened. */
export function tellSilence({ heardMs, awayMs, isSuperseded, endMs }: RunView, nowMs: number): string {
  if (isSuperseded) return 'the next run began without its end';
  const silent = `silent ${formatAge((endMs ?? nowMs) - heardMs)}`;
  return awayMs < AWAY_WORTH_SAYING_MS ? silent : `${silent}, the server was away ${formatAge(awayMs)} of it`;
}

/** When something is due, as short as can be: `03:00`, or `Mon 03:00`-like with its day where it is not within a day. */
export function tellMoment(atMs: number, nowMs: number, timeZone: string): string {
  const clock = clockTime(atMs, timeZone);
  return Math.abs(atMs - nowMs) < DAY_MS ? clock : `${clockTime(atMs, timeZone, 'day')} ${clock}`;
}

export function ago(atMs: number, nowMs: number): string {
  const age = formatAge(nowMs - atMs);
  return age === 'now' ? 'just now' : `${age} ago`;
}

function tellRunning(job: JobView, run: RunView, nowMs: number): StateWords {
  const news =
    run.percent === undefined ? `running ${formatDuration(nowMs - run.startMs)}` : formatValueText(run.percent, '%');
  const others = job.running > 1 ? `${job.running - 1} more running` : '';
  return { news, more: [tellLeft(job, run, nowMs), others].filter(Boolean).join(', ') };
}

function tellLeft({ expectedEndMs, usualMs }: JobView, run: RunView, nowMs: number): string {
  if (expectedEndMs === undefined) return run.percent === undefined ? '' : `for ${formatDuration(nowMs - run.startMs)}`;
  if (expectedEndMs > nowMs) return `${formatDuration(Math.ceil((expectedEndMs - nowMs) / 1000) * 1000)} left`;
  return usualMs === undefined ? 'any moment' : `usually ${formatDuration(usualMs)}`;
}

function tellEnd({ status, durationMs, endMs, heardMs }: RunView, nowMs: number): string {
  const when = ago(endMs ?? heardMs, nowMs);
  if (durationMs === undefined) return when;
  return `${status === 'failed' ? 'after' : 'in'} ${formatDuration(durationMs)}, ${when}`;
}
