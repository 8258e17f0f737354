import type { KeepLimits } from '../../../jobs/runs/job-limits.ts';
import { DEFAULT_SETTING } from '../../../jobs/runs/job-setting.ts';
import { openTempJobs } from '../../../jobs/runs/testing/temp-jobs.ts';
import type { Lodger } from './lodger.ts';
import type { Moving } from './moving.ts';
import { queryFile } from './query-file.ts';

const AT_ONCE = 10;
const JOBS = 5;
/** Two that are near to each other, as only a server that listens hears a silence, and one a minute later, which tidies up. */
const TICKS_MS = [60_000, 50_000, 0];
const TEXT = 'copied a part of the files '.repeat(4);

/** Runs of a few jobs, each with some output; of some the end never comes. */
export async function openJobLodger(t: Moving, limits: Partial<KeepLimits>): Promise<Lodger> {
  const temp = await openTempJobs(t, undefined, limits);
  const { path } = temp;
  for (let i = 0; i < JOBS; i++) await temp.jobs.set(`job-${i}`, { ...DEFAULT_SETTING, lostAfterMs: 1000 });
  let runs = 0;
  const say = (atMs: number) => {
    temp.nowMs = atMs;
    runs++;
    const lines = Array.from({ length: runs % 10 }, (_, i) => ({ kind: 'log', text: `${i} ${TEXT}` }) as const);
    const end = runs % 9 === 0 ? [] : [{ kind: 'done', text: `run ${runs}` } as const];
    return temp.say(`job-${runs % JOBS}#${runs}`, { kind: 'start', text: '' }, ...lines, ...end);
  };
  return {
    path,
    async send(momentsMs) {
      for (let i = 0; i < momentsMs.length; i += AT_ONCE) {
        const answers = await t.time(() => Promise.all(momentsMs.slice(i, i + AT_ONCE).map(say)));
        for (const answer of answers) if (answer.kind === 'refused') throw new Error(answer.reason);
      }
    },
    async sweep(nowMs) {
      for (const beforeMs of TICKS_MS) {
        temp.nowMs = nowMs - beforeMs;
        await temp.jobs.tick();
      }
    },
    kept: () => queryFile<number>(path, 'select start_ms from run order by start_ms'),
    newestMs: async () => temp.jobs.newest(1)[0]?.run?.startMs,
    close: () => temp.jobs.close(),
  };
}
