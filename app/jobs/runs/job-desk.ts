import type { KeepLimits } from './job-limits.ts';
import { DEFAULT_SETTING, type JobSetting } from './job-setting.ts';
import type { JobRow, JobTables } from './job-tables.ts';
import type { ListeningClock } from './listening-clock.ts';
import { learnPast, PAST_RUNS, type Past } from './past.ts';
import { type Plan, planOf } from './plan.ts';
import { durationOf, type Moment, shapeOf } from './run-row.ts';

/** What all that is done with jobs has at hand. Tables are the truth; the rest is learned from them again after a failure. */
export class JobDesk {
  readonly tables: JobTables;
  readonly clock: ListeningClock;
  readonly limits: KeepLimits;
  readonly #settings: Map<string, JobSetting>;
  readonly #known = new Map<number, { readonly past: Past; readonly plan: Plan }>();
  /** Names of jobs that this transaction changed. */
  readonly changed = new Set<string>();
  /** Names of those that it removed. */
  readonly removed = new Set<string>();

  constructor(
    { tables, clock, limits }: Pick<JobDesk, 'tables' | 'clock' | 'limits'>,
    settings: ReadonlyMap<string, JobSetting>,
  ) {
    this.tables = tables;
    this.clock = clock;
    this.limits = limits;
    this.#settings = new Map(settings);
  }

  moment(nowMs: number): Moment {
    return { nowMs, listenedMs: this.clock.at(nowMs) };
  }

  settingOf(name: string): JobSetting {
    return this.#settings.get(name) ?? DEFAULT_SETTING;
  }

  /** From now on; undefined: as if nobody had touched it. */
  set(name: string, setting: JobSetting | undefined): void {
    if (setting) this.#settings.set(name, setting);
    else this.#settings.delete(name);
    this.forget();
  }

  /** The transaction is over. */
  settle(): void {
    this.changed.clear();
    this.removed.clear();
  }

  pastOf(job: JobRow): Past {
    return this.#know(job).past;
  }

  planOf(job: JobRow): Plan {
    return this.#know(job).plan;
  }

  /** What is usual has changed: of one job, or of all. */
  forget(jobId?: number): void {
    if (jobId === undefined) this.#known.clear();
    else this.#known.delete(jobId);
  }

  #know(job: JobRow) {
    const known = this.#known.get(job.id);
    if (known) return known;
    const runs = this.tables.run.newest.all(job.id, PAST_RUNS).reverse();
    const past = learnPast(runs.map(run => ({ ...run, durationMs: durationOf(run), shape: shapeOf(run) })));
    const made = { past, plan: planOf(this.settingOf(job.name), past) };
    this.#known.set(job.id, made);
    return made;
  }
}
