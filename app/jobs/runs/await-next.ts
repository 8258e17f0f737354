import type { JobDesk } from './job-desk.ts';
import type { JobRow } from './job-tables.ts';

/** The job awaiting the first start after `anchorMs`. Not late: what was missed is over. */
export function awaitNext(desk: JobDesk, job: JobRow, anchorMs: number): JobRow {
  const dueMs = desk.planOf(job).nextDue(anchorMs) ?? null;
  return { ...job, anchorMs, dueMs, dueListenedMs: null, isLate: 0 };
}

/** The job awaiting the first start after `nowMs`; the one that was due is not judged. */
export function skipDue(desk: JobDesk, job: JobRow, nowMs: number): JobRow {
  const { nextDue } = desk.planOf(job);
  let dueMs = job.dueMs ?? undefined;
  if (desk.settingOf(job.name).schedule.kind === 'cron') dueMs = nextDue(nowMs);
  else while (dueMs !== undefined && dueMs <= nowMs) dueMs = nextDue(dueMs);
  return { ...job, dueMs: dueMs ?? null, dueListenedMs: null, unwatchedMs: job.dueMs };
}
