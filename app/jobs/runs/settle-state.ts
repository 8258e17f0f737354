import type { JobDesk } from './job-desk.ts';
import type { JobRow } from './job-tables.ts';
import type { JobState } from './job-view.ts';

/** Writes the job in the state in which its runs, its schedule and people have put it. */
export function settleState(desk: JobDesk, job: JobRow, nowMs: number): void {
  const state = stateOf(desk, job);
  const sinceMs = state === 'late' && job.dueMs !== null ? job.dueMs : nowMs;
  desk.tables.job.update.run(state === job.state ? job : { ...job, state, sinceMs });
  desk.changed.add(job.name);
}

/** A run that goes on says most; then a lost one, as nobody knows whether it goes on; then a start that is missing. */
function stateOf(desk: JobDesk, job: JobRow): JobState {
  if (desk.settingOf(job.name).isPaused) return 'paused';
  if (desk.tables.run.open.get(job.id)) return 'running';
  const newest = desk.tables.run.newest.get(job.id, 1);
  if (newest?.status === 'lost') return 'lost';
  if (job.isLate === 1) return 'late';
  return newest?.status ?? 'new';
}
