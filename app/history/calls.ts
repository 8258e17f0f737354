import type { MessagePort } from 'node:worker_threads';
import type { Chunk } from './chunk/chunk-table.ts';
import type { ColumnBatch, ColumnsAppended } from './column-batch.ts';
import type { Appended, Cardinality, HistoryStats, Selector, Series } from './history.ts';
import type { HourRow } from './hourly/hour-table.ts';
import type { LookedUp, Lookup } from './label-lookup.ts';
import type { MetricMetadata } from './metric-metadata.ts';
import type { Describer } from './metrics.ts';
import type { PackedLatest } from './pack-latest.ts';
import type { RangePlan, RangeRequest } from './range/range-plan.ts';
import type { SamplePlan, SampleRequest } from './range/sample-plan.ts';
import type { Labels, Reading } from './reading.ts';
import type { Renamed, SeriesName } from './rename.ts';
import type { KeepRule } from './retention/keep-rule.ts';
import type { Sender } from './sender.ts';

/** What the history's keeper answers: the port `History` as messages. The clock is the caller's: `nowMs` is UTC. */
export interface HistoryCalls {
  /** `batch` is the caller's own number for these readings; the event of their commit names it instead of repeating them. */
  append(batch: number, readings: readonly Reading[], nowMs: number, sender?: Sender): Appended;
  appendColumns(batch: ColumnBatch, nowMs: number, sender?: Sender): ColumnsAppended;
  /** Answers another thread's calls, too, over this end of a channel. */
  connect(port: MessagePort): void;
  /** What the memory knows of a range; the chunks are read in another thread. */
  plan(range: RangeRequest): RangePlan;
  /** The same of samples, without what the series are called. */
  samplePlan(request: SampleRequest): SamplePlan;
  /** The labels of these series, the metric among them as `__name__`; undefined when the epoch of the ids has ended. */
  labelsOf(epoch: number, ids: Uint32Array): readonly Labels[] | undefined;
  /** The names of labels that series of a lookup carry. */
  labelNames(lookup: Lookup): LookedUp<string>;
  /** The values of one label that series of a lookup carry. */
  labelValues(label: string, lookup: Lookup): LookedUp<string>;
  /** The labels of the series of a lookup, the metric among them as `__name__`. */
  labelSets(lookup: Lookup): LookedUp<Labels>;
  /** A thread that reads has found a chunk that it cannot read. */
  meetDamage(chunk: Chunk, reason: string): void;
  meetDamagedHours(row: HourRow, reason: string): void;
  /** The follower wants the points of these series published, too. */
  follow(follower: number, keys: readonly string[]): void;
  unfollow(follower: number): void;
  latest(selector: Selector): { readonly commit: number; readonly latest: PackedLatest };
  series(selector: Selector): readonly Series[];
  remove(key: string, nowMs: number): boolean;
  restore(key: string, nowMs: number): boolean;
  rename(key: string, name: SeriesName, joins: boolean): Renamed;
  metadata(metrics?: readonly string[]): readonly MetricMetadata[];
  describe(metrics: readonly MetricMetadata[], by?: Describer): void;
  /** Forgets what is past its time at `nowMs`. Ends early, and without harm, when its signal is aborted. */
  sweep(nowMs: number): void;
  cardinality(): Cardinality;
  stats(): HistoryStats;
}

/** What the keeper tells of its own accord. */
export type HistoryEvent = ToldCommit | Trouble | Opening;

/** Something that is wrong with the file and that the owner should know, in a sentence. */
export interface Trouble {
  readonly trouble: string;
}

/** The file takes long to open: how far that is, in a sentence. */
export interface Opening {
  readonly opening: string;
}

/** Published for each committed group, in commit order, before the calls that belong to it are answered. */
export interface CommitEvent {
  readonly commit: number;
  /** In the order in which they were made. */
  readonly changes: readonly Change[];
}

/** The clock is the machine's since its start, which all threads read alike and nobody sets. */
export interface ToldCommit extends CommitEvent {
  readonly committedAtMs: number;
}

/** What one call changed. */
export interface Change {
  readonly append?: AppendedBatch;
  readonly points?: AppendedPoints;
  readonly created: readonly string[];
  /** Of created series, by key, those that only their metric has. */
  readonly units?: ReadonlyMap<string, string>;
  readonly restored: readonly string[];
  readonly removed: readonly string[];
}

/** All readings of the caller's batch but the refused ones, which are named by their place in it. */
export interface AppendedBatch {
  readonly batch: number;
  readonly refused: readonly number[];
}

/** Points that came in columns. */
export interface AppendedPoints {
  readonly count: number;
  /** Those of series that are followed. */
  readonly readings: readonly Reading[];
}

/** What the worker needs to start. */
export interface HistoryKeeperData {
  readonly path: string;
  readonly maxNewSeriesPerMinute: number;
  readonly maxSeries: number;
  readonly maxSeriesPerSender: number;
  /** The last one is for every metric. */
  readonly keep: readonly KeepRule[];
  /** Points in memory, at least, before they are brought into chunks. */
  readonly flushPoints: number;
  /** Of a series that is joined with another one, at most. */
  readonly maxJoinedPoints?: number | undefined;
  readonly progressEveryMs: number;
}
