/** How a job stands. Only what it says, or a person, takes `late` and `lost` away; silence never does. */
export type JobState = 'new' | 'running' | 'ok' | 'failed' | 'late' | 'lost' | 'paused';

export type RunStatus = 'running' | 'ok' | 'failed' | 'lost';

/** One run. All times are ms since 1970 UTC. */
export interface RunView {
  /** 1, 2, ... in its job. */
  readonly number: number;
  readonly runId?: string;
  readonly status: RunStatus;
  readonly startMs: number;
  readonly endMs?: number;
  /** From its start to its end; undefined while it runs, and where only its end was told. */
  readonly durationMs?: number;
  /** Its newest signal. */
  readonly heardMs: number;
  /** How much of its silence the server did not listen. */
  readonly awayMs: number;
  readonly percent?: number;
  readonly done?: number;
  readonly total?: number;
  /** Its newest words; empty: none so far. */
  readonly message: string;
  readonly exitCode?: number;
  /** Why it failed; empty: it did not say. */
  readonly reason: string;
  /** Another run began without its end. */
  readonly isSuperseded: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** The newest of a job, as far as pages and other rooms need it. */
export interface JobView {
  readonly name: string;
  readonly createdMs: number;
  /** Its newest signal. */
  readonly heardMs: number;
  readonly state: JobState;
  /** Since when it is in that state; a late one since its run was due. */
  readonly sinceMs: number;
  /** The one to show: the newest that runs, else the newest. */
  readonly run?: RunView;
  /** When that one will end, if it goes on as it does. */
  readonly expectedEndMs?: number;
  /** Runs that go on at the same time. */
  readonly running: number;
  /** What a run that ends well takes, usually. */
  readonly usualMs?: number;
  /** When the next run should start. */
  readonly dueMs?: number;
  /** Time between starts, where they come regularly. */
  readonly learnedEveryMs?: number;
  /** What counts now, set or assumed. */
  readonly lateAfterMs?: number;
  readonly lostAfterMs: number;
  /** A start that was due at this moment is not judged: the server did not listen. */
  readonly unwatchedMs?: number;
  /** How long the newest runs took that ended well, oldest first; at most 20. */
  readonly durationsMs: readonly number[];
}

/** A line of a run's output. */
export interface RunLine {
  readonly number: number;
  readonly atMs: number;
  readonly text: string;
}

/** What was changed by one commit. */
export interface JobChanges {
  readonly jobs: readonly JobView[];
  /** Names of those that were removed. */
  readonly removed: readonly string[];
}
