import { estimateEnd } from './estimate-end.ts';
import type { JobDesk } from './job-desk.ts';
import type { JobRow } from './job-tables.ts';
import type { JobView } from './job-view.ts';
import { percentOf, toRunView } from './run-row.ts';

/** A job as everybody else sees it. */
export function viewJob(desk: JobDesk, job: JobRow, nowMs: number): JobView {
  const open = desk.tables.run.open.all(job.id);
  const shown = open[0] ?? desk.tables.run.newest.get(job.id, 1);
  const past = desk.pastOf(job);
  const plan = desk.planOf(job);
  const isRunning = shown?.status === 'running';
  const running = shown && { ...shown, percent: percentOf(shown), progressMs: shown.progressMs ?? undefined };
  const expectedEndMs = isRunning ? estimateEnd(running!, past) : undefined;
  return {
    name: job.name,
    createdMs: job.createdMs,
    heardMs: Math.max(job.heardMs, shown?.heardMs ?? 0),
    state: job.state,
    sinceMs: job.sinceMs,
    ...(shown && { run: toRunView(shown, desk.moment(nowMs)) }),
    ...(expectedEndMs !== undefined && { expectedEndMs }),
    running: open.length,
    ...(past.usualMs !== undefined && { usualMs: past.usualMs }),
    ...(job.dueMs !== null && { dueMs: job.dueMs }),
    ...(past.everyMs !== undefined && { learnedEveryMs: past.everyMs }),
    ...(plan.lateAfterMs !== undefined && { lateAfterMs: plan.lateAfterMs }),
    lostAfterMs: plan.lostAfterMs,
    ...(job.unwatchedMs !== null && { unwatchedMs: job.unwatchedMs }),
    durationsMs: past.durationsMs,
  };
}
