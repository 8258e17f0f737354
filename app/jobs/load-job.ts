import type { JobView, RunView } from './runs/job-view.ts';
import type { Jobs } from './runs/jobs.ts';
import type { RunOutput } from './runs/keeper-calls.ts';

/** Runs that the page of a job lists. */
export const LISTED_RUNS = 50;
/** Lines that it shows of the newest. */
const SHOWN_LINES = 100;

/** A job with what its page shows. */
export interface LoadedJob {
  readonly job: JobView;
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly output: RunOutput | undefined;
}

/** Undefined: there is no such job. */
export async function loadJob(
  jobs: Pick<Jobs, 'find' | 'runs' | 'output'>,
  name: string,
): Promise<LoadedJob | undefined> {
  const shown = jobs.find(name)?.run?.number;
  const [runs, output] = await Promise.all([
    jobs.runs(name, LISTED_RUNS),
    shown === undefined ? undefined : jobs.output(name, shown, SHOWN_LINES),
  ]);
  const job = jobs.find(name); // now: it is at least as new as the runs
  return job && { job, runs, output };
}
