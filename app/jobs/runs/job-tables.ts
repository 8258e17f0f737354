import type { Database } from '../../../db/database.ts';
import type { JobState, RunLine } from './job-view.ts';
import type { RunRow } from './run-row.ts';

/** A job as it lies in its table. */
export interface JobRow {
  readonly id: number;
  readonly name: string;
  readonly createdMs: number;
  readonly heardMs: number;
  readonly state: JobState;
  readonly sinceMs: number;
  readonly nextNumber: number;
  readonly anchorMs: number;
  readonly dueMs: number | null;
  readonly dueListenedMs: number | null;
  readonly isLate: number;
  readonly unwatchedMs: number | null;
}

const JOB = `id, name, created_ms as createdMs, heard_ms as heardMs, state, since_ms as sinceMs, next_number as nextNumber,
  anchor_ms as anchorMs, due_ms as dueMs, due_listened_ms as dueListenedMs, is_late as isLate, unwatched_ms as unwatchedMs`;

const RUN = `id, job_id as jobId, number, run_id as runId, status, is_superseded as isSuperseded, has_start as hasStart,
  signals, start_ms as startMs, end_ms as endMs, heard_ms as heardMs, heard_listened_ms as heardListenedMs,
  lost_listened_ms as lostListenedMs, longest_silence_ms as longestSilenceMs, done, total, progress_ms as progressMs, shape,
  message, exit_code as exitCode, reason, labels, next_line as nextLine, line_count as lineCount, line_bytes as lineBytes`;

/** Every statement over `jobs.db`. Rows go in and come out; what they mean is said elsewhere. */
export function prepareJobTables({ prepare }: Pick<Database, 'prepare'>) {
  return {
    job: {
      byName: prepare<JobRow>(`select ${JOB} from job where name = ?`),
      byId: prepare<JobRow>(`select ${JOB} from job where id = ?`),
      all: prepare<JobRow>(`select ${JOB} from job order by id`),
      count: prepare<{ count: number }>('select count(*) as count from job'),
      insert: prepare(
        'insert into job (name, created_ms, heard_ms, state, since_ms, anchor_ms) values (?, ?, ?, ?, ?, ?)',
      ),
      update: prepare(
        `update job set heard_ms = $heardMs, state = $state, since_ms = $sinceMs, next_number = $nextNumber,
          anchor_ms = $anchorMs, due_ms = $dueMs, due_listened_ms = $dueListenedMs, is_late = $isLate,
          unwatched_ms = $unwatchedMs where id = $id`,
      ),
      /** Those whose moment has come, or is near to one in which nobody listened. */
      due: prepare<JobRow>(`select ${JOB} from job where due_ms <= ? and is_late = 0`),
      remove: prepare('delete from job where id = ?'),
    },
    run: {
      byNumber: prepare<RunRow>(`select ${RUN} from run where job_id = ? and number = ?`),
      newest: prepare<RunRow>(`select ${RUN} from run where job_id = ? order by number desc limit ?`),
      older: prepare<RunRow>(`select ${RUN} from run where job_id = ? and number < ? order by number desc limit ?`),
      named: prepare<RunRow>(`select ${RUN} from run where job_id = ? and run_id = ? order by number desc limit 1`),
      open: prepare<RunRow>(`select ${RUN} from run where status = 'running' and job_id = ? order by number desc`),
      /** All that go on but the newest so many, and of those that speak of the oldest. */
      silentLongest: prepare<RunRow>(
        `select ${RUN} from run where status = 'running' and job_id = ? order by heard_listened_ms desc, number desc limit -1 offset ?`,
      ),
      countOpen: prepare<{ count: number }>("select count(*) as count from run where status = 'running'"),
      silent: prepare<RunRow>(`select ${RUN} from run where status = 'running' and lost_listened_ms <= ?`),
      insert: prepare(
        `insert into run (job_id, number, run_id, status, has_start, start_ms, heard_ms, heard_listened_ms,
          lost_listened_ms, labels) values (?, ?, ?, 'running', ?, ?, ?, ?, ?, ?)`,
      ),
      update: prepare(
        `update run set status = $status, is_superseded = $isSuperseded, signals = $signals, end_ms = $endMs,
          heard_ms = $heardMs, heard_listened_ms = $heardListenedMs, lost_listened_ms = $lostListenedMs,
          longest_silence_ms = $longestSilenceMs, done = $done, total = $total, progress_ms = $progressMs, shape = $shape,
          message = $message, exit_code = $exitCode, reason = $reason, next_line = $nextLine, line_count = $lineCount,
          line_bytes = $lineBytes where id = $id`,
      ),
      /** Who listens again after being away lets everybody speak first. */
      settle: prepare(
        `update run set lost_listened_ms = max(lost_listened_ms, $listenedMs + min($settleMs,
          lost_listened_ms - heard_listened_ms)) where status = 'running'`,
      ),
      setPatience: prepare(
        "update run set lost_listened_ms = heard_listened_ms + ? where status = 'running' and job_id = ?",
      ),
      newestListened: prepare<{ listenedMs: number }>(
        'select coalesce(max(heard_listened_ms), 0) as listenedMs from run',
      ),
      /** Whole runs that may go: of jobs that are gone, too many, too old. Never one that goes on. */
      orphans: prepare<RunRow>(
        `with recursive owner (id) as (
           select min(job_id) from run union all
           select (select min(job_id) from run where job_id > owner.id) from owner where owner.id is not null
         ) select ${RUN} from run where job_id in (select id from owner where id not in (select id from job)) limit ?`,
      ),
      beyond: prepare<RunRow>(
        `select ${RUN} from run where job_id = ? and number <= ? and status <> 'running' order by number limit ?`,
      ),
      before: prepare<RunRow>(`select ${RUN} from run where start_ms < ? and status <> 'running' limit ?`),
      oldestWithLines: prepare<RunRow>(
        `select ${RUN} from run where line_bytes > 0 and status <> 'running' order by start_ms limit 1`,
      ),
      remove: prepare('delete from run where id = ?'),
      forgetLines: prepare('update run set line_count = ?, line_bytes = ? where id = ?'),
    },
    line: {
      insert: prepare('insert into line (run, number, at_ms, text) values (?, ?, ?, ?)'),
      newest: prepare<RunLine>(
        'select number, at_ms as atMs, text from line where run = ? order by number desc limit ?',
      ),
      oldest: prepare<{ number: number; textBytes: number }>(
        'select number, length(cast(text as blob)) as textBytes from line where run = ? order by number limit ?',
      ),
      removeThrough: prepare('delete from line where run = ? and number <= ?'),
    },
    clock: {
      get: prepare<{ listenedMs: number; toldMs: number; lineBytes: number }>(
        'select listened_ms as listenedMs, told_ms as toldMs, line_bytes as lineBytes from clock',
      ),
      tell: prepare('update clock set listened_ms = ?, told_ms = ?'),
      addBytes: prepare('update clock set line_bytes = line_bytes + ?'),
    },
  };
}

export type JobTables = ReturnType<typeof prepareJobTables>;
