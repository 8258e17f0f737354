import { repeat } from '../../db/keeper/repeat.ts';
import { siblingModule } from '../../db/keeper/sibling-module.ts';
import { startKeeper } from '../../db/keeper/start-keeper.ts';
import { WriteWatch } from '../../db/keeper/write-watch.ts';
import type { State } from '../../db/state.ts';
import { createReactiveStream } from '../stream/reactive.ts';
import { jobLimits, type KeepLimits } from './runs/job-limits.ts';
import { createJobSettings } from './runs/job-settings.ts';
import type { JobChanges, JobView } from './runs/job-view.ts';
import type { JobChange, Jobs } from './runs/jobs.ts';
import type { JobKeeperCalls, JobKeeperData } from './runs/keeper-calls.ts';

/** Changes kept in memory for readers that lag; a reader that lags more starts over. */
const RING_CHANGES = 1024;
/** Far below what is judged by it, and cheap. */
const TICK_MS = 1000;
/** Of the worker: one job and what it says now is all that it holds at a time. */
const HEAP = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

export interface JobsOptions {
  readonly path: string;
  readonly state: State;
  readonly now: () => number;
  /** Hears when the keeper's thread ends by itself, as does who follows `live`. */
  readonly onFailure: (error: Error) => void;
  /** Hears what went wrong with time, other than that the file cannot be written, which `unwritable` says. */
  readonly onTrouble: (error: unknown) => void;
  readonly limits?: Partial<KeepLimits>;
}

/** Opens `jobs.db` in its keeper thread; what people set for jobs lies in `state.db`. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { path, state, now, onFailure, onTrouble, limits = {} } = options;
  const settings = createJobSettings(state, now);
  const live = createReactiveStream<JobChange>({ capacity: RING_CHANGES, key: ({ name }) => name });
  const writes = new WriteWatch(now);
  const jobs = new Map<string, JobView>();
  const accept = ({ jobs: changed, removed }: JobChanges) => {
    for (const name of removed) jobs.delete(name);
    for (const job of changed) jobs.set(job.name, job);
    for (const name of removed) live.emit({ name });
    for (const job of changed) live.emit({ name: job.name, job });
  };
  const workerData: JobKeeperData = { path, limits: { ...jobLimits, ...limits } };
  const keeper = startKeeper<JobKeeperCalls, JobChanges>(siblingModule('./runs/keeper', import.meta.url), {
    name: 'job keeper',
    workerData,
    resourceLimits: HEAP,
    onEvent: accept,
    onFailure: error => {
      live.fail(error);
      onFailure(error);
    },
  });
  for (const job of await keeper.call('open', [settings.all(), now()])) jobs.set(job.name, job);

  const tick = () => writes.attempt(() => keeper.call('tick', [now()]));
  const stopTicking = repeat(tick, TICK_MS, error => writes.trouble ?? keeper.failure ?? onTrouble(error));

  return {
    live,
    tick,
    get unwritable() {
      return writes.trouble;
    },
    take: (speaker, signals) => writes.attempt(() => keeper.call('take', [speaker, signals, now()])),
    find: name => jobs.get(name),
    newest: limit => [...jobs.values()].sort((a, b) => b.heardMs - a.heardMs).slice(0, limit),
    settingOf: settings.of,
    async set(name, setting, note) {
      await state.transactional.batch(() => {
        settings.set(name, setting);
        note?.();
      });
      await writes.attempt(() => keeper.call('set', [name, setting, now()]));
    },
    async remove(name) {
      const wasThere = await writes.attempt(() => keeper.call('remove', [name]));
      await state.transactional.batch(() => settings.set(name, undefined));
      await keeper.call('set', [name, undefined, now()]);
      return wasThere;
    },
    runs: (name, limit, before) => keeper.call('runs', [name, limit, before, now()]),
    output: (name, number, limit) => keeper.call('output', [name, number, limit, now()]),
    async close() {
      stopTicking();
      try {
        await keeper.close();
      } finally {
        live.close();
      }
    },
  };
}
