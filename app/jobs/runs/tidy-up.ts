import type { KeepLimits } from './job-limits.ts';
import type { JobTables } from './job-tables.ts';
import { removeRun } from './remove-run.ts';
import type { RunRow } from './run-row.ts';

/** Runs removed in one transaction, each with its lines, so that no commit is held up. */
const SLICE_RUNS = 20;

/** Removes a slice of what is beyond the bounds. False: there was nothing. In a write transaction. */
export function tidyUp(tables: JobTables, limits: KeepLimits, nowMs: number): boolean {
  const runs = findRemovable(tables, limits, nowMs);
  for (const run of runs) removeRun(tables, run);
  return runs.length > 0 || thinLines(tables, limits);
}

function findRemovable(
  { run, job }: JobTables,
  { runAgeMs, runsPerJob }: KeepLimits,
  nowMs: number,
): readonly RunRow[] {
  const orphans = run.orphans.all(SLICE_RUNS);
  if (orphans.length > 0) return orphans;
  const old = run.before.all(nowMs - runAgeMs, SLICE_RUNS);
  if (old.length > 0) return old;
  for (const { id, nextNumber } of job.all.all()) {
    const beyond = run.beyond.all(id, nextNumber - 1 - runsPerJob, SLICE_RUNS);
    if (beyond.length > 0) return beyond;
  }
  return [];
}

/** The lines of the oldest run go, and the run stays. */
function thinLines(tables: JobTables, limits: KeepLimits): boolean {
  if (tables.clock.get.get()!.lineBytes <= limits.lineBytes) return false;
  const oldest = tables.run.oldestWithLines.get();
  if (!oldest) return false;
  tables.line.removeThrough.run(oldest.id, oldest.nextLine);
  tables.clock.addBytes.run(-oldest.lineBytes);
  tables.run.forgetLines.run(0, 0, oldest.id);
  return true;
}
