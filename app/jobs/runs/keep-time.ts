import { skipDue } from './await-next.ts';
import type { JobDesk } from './job-desk.ts';
import type { JobRow } from './job-tables.ts';
import type { Away } from './listening-clock.ts';
import { MAX_EARLY_MS } from './plan.ts';
import { settleState } from './settle-state.ts';

/** After being away the server lets everybody speak for so long, at least, before a run is lost. */
const SETTLE_MS = 60_000;
/** A start comes within so long after its time, or late. When nobody listened then, nobody knows. */
const PUNCTUAL_MS = 60_000;

/**
 * What time alone does to jobs: a run that is silent for too long is lost, and a start that does not come is late. `away`
 * says that nobody listened before this moment. In a write transaction.
 */
export function keepTime(desk: JobDesk, nowMs: number, away: Away | undefined): void {
  const { listenedMs } = desk.moment(nowMs);
  if (away) desk.tables.run.settle.run({ listenedMs, settleMs: SETTLE_MS });
  for (const job of desk.tables.job.due.all(lookAheadMs(nowMs, away))) {
    const next = whenDue(desk, job, nowMs, away);
    if (next) settleState(desk, next, nowMs);
  }
  for (const run of desk.tables.run.silent.all(listenedMs)) {
    desk.tables.run.update.run({ ...run, status: 'lost' });
    const job = desk.tables.job.byId.get(run.jobId);
    if (job) settleState(desk, job, nowMs);
  }
}

/** Whether there is anything for `keepTime` to do: most ticks need not write. */
export function hasComeDue(desk: JobDesk, nowMs: number, away: Away | undefined): boolean {
  if (away || desk.tables.run.silent.get(desk.clock.at(nowMs))) return true;
  return desk.tables.job.due.all(nowMs).some(job => whenDue(desk, job, nowMs, away) !== undefined);
}

/** A start that came a little early may have come while nobody listened, too. */
function lookAheadMs(nowMs: number, away: Away | undefined): number {
  return away ? Math.max(away.fromMs, away.toMs) + MAX_EARLY_MS : nowMs;
}

/** What becomes of a job whose start is due; undefined: nothing now. */
function whenDue(desk: JobDesk, job: JobRow, nowMs: number, away: Away | undefined): JobRow | undefined {
  const { listenedMs } = desk.moment(nowMs);
  if (away && wasUnwatched(job, away, listenedMs)) return skipDue(desk, job, Math.max(nowMs, job.dueMs!));
  if (job.dueMs! > nowMs) return undefined;
  const dueListenedMs = job.dueListenedMs ?? Math.max(0, listenedMs - (nowMs - job.dueMs!));
  const lateAfterMs = desk.planOf(job).lateAfterMs ?? Number.POSITIVE_INFINITY;
  const isLate = listenedMs - dueListenedMs >= lateAfterMs && desk.tables.run.open.get(job.id) === undefined;
  if (!isLate && job.dueListenedMs !== null) return undefined;
  return { ...job, dueListenedMs, isLate: isLate ? 1 : 0 };
}

/** Whether the start may have come while nobody listened. */
function wasUnwatched({ dueMs, dueListenedMs }: JobRow, { fromMs, toMs }: Away, listenedMs: number): boolean {
  if (dueListenedMs !== null) return listenedMs - dueListenedMs < PUNCTUAL_MS;
  const [beginMs, endMs] = [Math.min(fromMs, toMs), Math.max(fromMs, toMs)];
  return dueMs! >= beginMs - PUNCTUAL_MS && dueMs! <= endMs + MAX_EARLY_MS;
}
