import type { Unwritable } from '../../../db/keeper/write-watch.ts';
import type { ReactiveStream } from '../../stream/reactive.ts';
import type { JobSetting } from './job-setting.ts';
import type { JobView, RunView } from './job-view.ts';
import type { RunOutput } from './keeper-calls.ts';
import type { Signal, Speaker } from './signal.ts';
import type { Taken } from './take-signals.ts';

/** A job has changed; without `job` it was removed. */
export interface JobChange {
  readonly name: string;
  readonly job?: JobView;
}

/** The port of the jobs' store. What is asked at once comes from memory, at the newest commit that was told. */
export interface Jobs {
  /** Takes what one run says. Resolves after it is durable and told, or rejects with none of it kept. */
  take(speaker: Speaker, signals: readonly Signal[]): Promise<Taken>;
  find(name: string): JobView | undefined;
  /** Those that were heard last, newest first. */
  newest(limit: number): readonly JobView[];
  settingOf(name: string): JobSetting;
  /** What a person sets, and what `note` writes with it in one transaction of `state.db`. Resolves when it counts. */
  set(name: string, setting: JobSetting, note?: () => void): Promise<void>;
  /** With all its runs and what was set for it. False: there is no such job. */
  remove(name: string): Promise<boolean>;
  /** Newest first, those before number `before`. */
  runs(name: string, limit: number, before?: number): Promise<readonly RunView[]>;
  /** A run with its newest lines; undefined: there is no such run. */
  output(name: string, number: number, limit: number): Promise<RunOutput | undefined>;
  /** Committed changes, also those that time made. Readers that lag may skip to the newest of each job. */
  readonly live: ReactiveStream<JobChange>;
  /** Looks at the clock, as happens once a second. */
  tick(): Promise<void>;
  /** Undefined: the last signals were kept. */
  readonly unwritable: Unwritable | undefined;
  close(): Promise<void>;
}
