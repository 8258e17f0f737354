import type { KeepLimits } from './job-limits.ts';
import type { JobSetting } from './job-setting.ts';
import type { JobView, RunLine, RunView } from './job-view.ts';
import type { Signal, Speaker } from './signal.ts';
import type { Taken } from './take-signals.ts';

/** What the worker needs to start. */
export interface JobKeeperData {
  readonly path: string;
  readonly limits: KeepLimits;
}

/** A run with the newest lines of its output, oldest first. */
export interface RunOutput {
  readonly run: RunView;
  readonly lines: readonly RunLine[];
}

/** What the keeper of jobs answers. It has no clock of its own: who calls says what the time is. */
export interface JobKeeperCalls {
  /** First of all: what people set, by name. Gives the jobs that there are. */
  open(settings: readonly (readonly [name: string, setting: JobSetting])[], nowMs: number): readonly JobView[];
  take(speaker: Speaker, signals: readonly Signal[], nowMs: number): Taken;
  tick(nowMs: number): void;
  /** Undefined: as if nobody had touched it. */
  set(name: string, setting: JobSetting | undefined, nowMs: number): void;
  remove(name: string): boolean;
  /** Newest first, those before number `before`. */
  runs(name: string, limit: number, before: number | undefined, nowMs: number): readonly RunView[];
  /** Undefined: there is no such run. */
  output(name: string, number: number, limit: number, nowMs: number): RunOutput | undefined;
}
