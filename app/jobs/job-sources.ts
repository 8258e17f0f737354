import type { Jobs } from './runs/jobs.ts';

/** What the pages of jobs are made from. */
export interface JobSources {
  readonly jobs: Jobs;
  readonly now: () => number;
  /** IANA name. */
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
}
