import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openState, type State } from '../../../../db/state.ts';
import { openJobs } from '../../store.ts';
import type { KeepLimits } from '../job-limits.ts';
import type { Jobs } from '../jobs.ts';
import type { Signal } from '../signal.ts';
import { done, start } from './signals.ts';

/** A store of jobs in a folder of its own, with a clock that stands still until it is moved. */
export interface TempJobs {
  nowMs: number;
  readonly path: string;
  readonly state: State;
  readonly failures: unknown[];
  jobs: Jobs;
  /** What a run says, as `start`, `42/100`, `log x`, `done`, `fail 3`; `job#run` names the run. */
  say(speaker: string, ...signals: readonly Signal[]): ReturnType<Jobs['take']>;
  /** So much time goes by while the server listens. */
  listen(ms: number): Promise<void>;
  /** The server is down for so long. */
  restartAfter(ms: number): Promise<void>;
}

interface Test {
  after(clean: () => Promise<void>): void;
}

/** Shorter than what is taken for an absence. */
const STEP_MS = 5_000;

export async function openTempJobs(
  t: Test,
  nowMs = Date.UTC(2026, 5, 1, 12),
  limits: Partial<KeepLimits> = {},
): Promise<TempJobs> {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  const path = join(folder, 'jobs.db');
  const failures: unknown[] = [];
  const now = () => temp.nowMs;
  const state = openState(join(folder, 'state.db'), now);
  const onTrouble = (error: unknown) => failures.push(error);
  const open = () => openJobs({ path, state, now, limits, onFailure: onTrouble, onTrouble });
  const temp: TempJobs = {
    nowMs,
    path,
    state,
    failures,
    jobs: undefined as never,
    say(speaker, ...signals) {
      const [job = '', runId] = speaker.split('#');
      return temp.jobs.take({ job, labels: {}, ...(runId !== undefined && { runId }) }, signals);
    },
    async listen(ms) {
      const endMs = temp.nowMs + ms;
      while (temp.nowMs < endMs) {
        temp.nowMs = Math.min(endMs, temp.nowMs + STEP_MS);
        await temp.jobs.tick();
      }
    },
    async restartAfter(ms) {
      await temp.jobs.close();
      temp.nowMs += ms;
      temp.jobs = await open();
    },
  };
  temp.jobs = await open();
  t.after(async () => {
    await temp.jobs.close();
    state.close();
    rmSync(folder, { recursive: true });
  });
  return temp;
}

export const stateOf = ({ jobs }: TempJobs, name: string) => jobs.find(name)?.state;

/** One whole run. */
export async function run(temp: TempJobs, name: string, durationMs: number): Promise<void> {
  await temp.say(name, start);
  await temp.listen(durationMs);
  await temp.say(name, done);
}
