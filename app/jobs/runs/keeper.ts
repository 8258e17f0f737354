import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../../db/database.ts';
import { serveKeeper } from '../../../db/keeper/serve-keeper.ts';
import { shrinkFile } from '../../../db/keeper/shrink-file.ts';
import { unwritableCode } from '../../../db/keeper/unwritable-code.ts';
import { packageRoot } from '../../package-root.ts';
import { awaitNext } from './await-next.ts';
import { JobDesk } from './job-desk.ts';
import { jobLimits } from './job-limits.ts';
import type { JobSetting } from './job-setting.ts';
import { type JobRow, prepareJobTables } from './job-tables.ts';
import type { JobChanges } from './job-view.ts';
import { hasComeDue, keepTime } from './keep-time.ts';
import type { JobKeeperCalls, JobKeeperData } from './keeper-calls.ts';
import { type Away, ListeningClock } from './listening-clock.ts';
import { toRunView } from './run-row.ts';
import { settleState } from './settle-state.ts';
import { takeSignals } from './take-signals.ts';
import { tidyUp } from './tidy-up.ts';
import { viewJob } from './view-job.ts';

/** How often the time that was listened is written, as long as something depends on it: so much is lost by a kill. */
const TELL_CLOCK_MS = 5_000;
/** How often is looked for what is beyond the bounds. */
const TIDY_MS = 60_000;
/** How long the end may take to give free pages back. */
const SHRINK_MS = 1000;

const { path, limits } = workerData as JobKeeperData;
const database = openDatabase(path, { migrations: join(packageRoot, 'db/migrations/jobs'), readers: 1 });
const tables = prepareJobTables(database);
const told = tables.clock.get.get()!;
const clock = new ListeningClock(Math.max(told.listenedMs, tables.run.newestListened.get()!.listenedMs), told.toldMs);
let desk = new JobDesk({ tables, clock, limits }, new Map());
let newestMs = told.toldMs;
/** An absence that is not dealt with yet. */
let unkeptAway: Away | undefined;
let tidiedMs = 0;
const pending = { changed: new Set<string>(), removed: new Set<string>(), isQueued: false };

const keeper = serveKeeper<JobKeeperCalls, JobChanges>(
  {
    open: async (_signal, settings, nowMs) => {
      desk = new JobDesk({ tables, clock, limits }, new Map(settings));
      unkeptAway = clock.begin(nowMs);
      // On a full disk it is tried again with each tick; what there is can be looked at.
      await passTime(nowMs).catch(error => {
        if (unwritableCode(error) === undefined) throw error;
      });
      return tables.job.all.all().map(job => viewJob(desk, job, nowMs));
    },
    take: (_signal, speaker, signals, nowMs) => write(nowMs, () => takeSignals(desk, speaker, signals, nowMs)),
    tick: async (_signal, nowMs) => {
      const away = clock.tick(nowMs);
      if (away) unkeptAway = { fromMs: unkeptAway?.fromMs ?? away.fromMs, toMs: away.toMs };
      if (hasComeDue(desk, nowMs, unkeptAway) || isClockAwaited(nowMs)) await passTime(nowMs);
      await tidy(nowMs);
    },
    set: (_signal, name, setting, nowMs) => write(nowMs, () => set(name, setting, nowMs)),
    remove: (_signal, name) =>
      write(newestMs, () => {
        const job = tables.job.byName.get(name);
        if (!job) return false;
        tables.job.remove.run(job.id);
        desk.removed.add(name);
        tidiedMs = 0; // its runs go with the next tick
        return true;
      }),
    runs: (_signal, name, limit, before, nowMs) => {
      const job = tables.job.byName.get(name);
      if (!job) return [];
      const rows = tables.run.older.all(job.id, before ?? job.nextNumber, limit);
      return rows.map(run => toRunView(run, desk.moment(nowMs)));
    },
    output: (_signal, name, number, limit, nowMs) => {
      const job = tables.job.byName.get(name);
      const run = job && tables.run.byNumber.get(job.id, number);
      if (!run) return undefined;
      const lines = tables.line.newest.all(run.id, Math.min(limit, jobLimits.linesPerRun)).reverse();
      return { run: toRunView(run, desk.moment(nowMs)), lines };
    },
  },
  async () => {
    // Of a full disk others speak; without it the next start takes the last seconds for an absence.
    if (clock.toldMs > 0) await database.transactional.batch(() => tellClock()).catch(() => {});
    shrinkFile(database, SHRINK_MS);
    database.close();
  },
);

/** Writes with others at once, and tells of the changed jobs when it is durable: once, however many of these writes changed one. */
async function write<R>(nowMs: number, task: () => R): Promise<R> {
  newestMs = nowMs;
  try {
    const { result } = await database.transactional.batch(scope => {
      const done = { result: task() };
      const [changed, removed] = [[...desk.changed], [...desk.removed]];
      desk.settle();
      scope.onCommit(() => announce(changed, removed));
      return done;
    });
    return result;
  } catch (error) {
    // What was learned from rows that are not there after all is forgotten.
    desk.settle();
    desk.forget();
    throw error;
  }
}

async function passTime(nowMs: number): Promise<void> {
  const away = unkeptAway;
  await write(nowMs, () => {
    keepTime(desk, nowMs, away);
    tellClock();
  });
  if (unkeptAway === away) unkeptAway = undefined;
}

function announce(changed: readonly string[], removed: readonly string[]): void {
  for (const name of changed) pending.changed.add(name);
  for (const name of removed) pending.removed.add(name);
  if (!pending.isQueued) queueMicrotask(publish);
  pending.isQueued = true;
}

function publish(): void {
  const removed = [...pending.removed];
  const rows = [...pending.changed].flatMap(name => tables.job.byName.get(name) ?? []);
  pending.changed.clear();
  pending.removed.clear();
  pending.isQueued = false;
  if (rows.length + removed.length > 0)
    keeper.publish({ jobs: rows.map(job => viewJob(desk, job, newestMs)), removed });
}

function set(name: string, setting: JobSetting | undefined, nowMs: number): void {
  const before = desk.settingOf(name);
  desk.set(name, setting);
  const job = tables.job.byName.get(name);
  if (!job) return;
  const { lostAfterMs } = desk.planOf(job);
  tables.run.setPatience.run(lostAfterMs, job.id);
  const after = desk.settingOf(name);
  const isSame =
    before.isPaused === after.isPaused && JSON.stringify(before.schedule) === JSON.stringify(after.schedule);
  settleState(desk, isSame ? job : afterEdit(job, before.isPaused, nowMs), nowMs);
}

/** Awaits the start that follows the newest one; one that would be over already is due now. After a pause it begins anew. */
function afterEdit(job: JobRow, wasPaused: boolean, nowMs: number): JobRow {
  const next = awaitNext(desk, job, wasPaused ? nowMs : job.anchorMs);
  if (next.dueMs === null || next.dueMs > nowMs) return next;
  if (desk.settingOf(job.name).schedule.kind === 'cron') return awaitNext(desk, job, nowMs);
  return { ...next, dueMs: nowMs };
}

function tellClock(): void {
  tables.clock.tell.run(clock.at(clock.toldMs), clock.toldMs);
}

/** Only runs that go on and starts that are awaited are judged by it. */
function isClockAwaited(nowMs: number): boolean {
  if (Math.abs(nowMs - tables.clock.get.get()!.toldMs) < TELL_CLOCK_MS) return false;
  return tables.run.countOpen.get()!.count > 0 || tables.job.due.all(Number.MAX_SAFE_INTEGER).length > 0;
}

async function tidy(nowMs: number): Promise<void> {
  if (Math.abs(nowMs - tidiedMs) < TIDY_MS) return;
  tidiedMs = nowMs;
  // A slice with each commit: what is sent meanwhile is written in between.
  while (await database.transactional.batch(() => tidyUp(tables, limits, nowMs)));
}
