import type { JobState, JobView } from './runs/job-view.ts';
import type { Jobs } from './runs/jobs.ts';

/** Rows of the page at most; a search finds the others. */
export const MAX_ROWS = 200;

/** What needs a look comes first. Within, the order is that of names, so that rows move only when something happened. */
const ORDER: readonly (readonly JobState[])[] = [['lost', 'failed'], ['late'], ['running'], ['ok', 'new'], ['paused']];

/** The jobs whose name or description holds these words, in the order in which they are shown. */
export function findJobs(jobs: Pick<Jobs, 'newest' | 'settingOf'>, search: string): readonly JobView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ state }: JobView) => ORDER.findIndex(states => states.includes(state));
  return jobs
    .newest(Number.POSITIVE_INFINITY)
    .filter(({ name }) => {
      const text = `${name} ${jobs.settingOf(name).description}`.toLowerCase();
      return words.every(word => text.includes(word));
    })
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** `4 jobs · 1 lost · 2 running`. */
export function countJobs(found: readonly JobView[]): string {
  const of = (state: JobState) => found.filter(job => job.state === state).length;
  const counts = (['lost', 'failed', 'late', 'running'] as const).map(state => [of(state), state] as const);
  const told = counts.filter(([count]) => count > 0).map(([count, state]) => `${count} ${state}`);
  return [`${found.length} ${found.length === 1 ? 'job' : 'jobs'}`, ...told].join(' · ');
}
