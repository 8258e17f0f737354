import type { LookedUp, Lookup } from './label-lookup.ts';
import type { LabelMatcher } from './labels/label-matcher.ts';
import type { LastSender } from './last-senders.ts';
import type { MetricMetadata } from './metric-metadata.ts';
import type { Describer } from './metrics.ts';
import type { Labels, Reading } from './reading.ts';
import type { Renamed, SeriesName } from './rename.ts';
import type { Sender } from './sender.ts';

/**
 * The port of the readings' store. Asynchronous and message-shaped: arguments and answers survive a
 * structured clone, so that the store may live in another thread, another process or another engine.
 */
export interface History {
  /**
   * Keeps readings. Resolves after they are durable (fsynced commit), or rejects with none of them kept. Series that they
   * make count to the `sender`; without one they are the server's own.
   */
  append(readings: readonly Reading[], sender?: Sender): Promise<Appended>;
  /** Buckets of each matching series on a fixed grid of `stepMs`. */
  query(query: RangeQuery, signal?: AbortSignal): Promise<RangeResult>;
  /** The points that draw a line of each matching series, pixel for pixel as all of its points would. */
  line(query: LineQuery, signal?: AbortSignal): Promise<LineResult>;
  /** The newest reading of each matching series. */
  latest(selector: Selector, signal?: AbortSignal): Promise<LatestResult>;
  /** What is known of the matching series, without readings. */
  series(selector: Selector, signal?: AbortSignal): Promise<readonly Series[]>;
  /** Takes a series out of sight; it can be brought back with `restore` for ten minutes. False: there is no such series. */
  remove(key: string): Promise<boolean>;
  /** Brings a removed series back, joined with what arrived since. False: it is gone for good. */
  restore(key: string): Promise<boolean>;
  /**
   * Gives a series another name; it keeps its readings. Another series of that name is joined with it only if `joins` is
   * true: its readings win where both have one of the same moment, and there is no way back.
   */
  rename(key: string, name: SeriesName, joins?: boolean): Promise<Renamed>;
  /** What is known of these metrics, or of all; those of which nothing is known are left out. */
  metadata(metrics?: readonly string[]): Promise<readonly MetricMetadata[]>;
  /** Names of labels, the metric's own `__name__` among them, in no order. */
  labelNames(lookup: Lookup, signal?: AbortSignal): Promise<LookedUp<string>>;
  /** Values of one label, in no order; those of `__name__` are the metrics. */
  labelValues(label: string, lookup: Lookup, signal?: AbortSignal): Promise<LookedUp<string>>;
  /**
   * Notes what metrics count. What is not given stays as it is, an empty text takes away; what a person wrote is not
   * written over by a sender. It is forgotten with the last series of the metric.
   */
  describe(metrics: readonly MetricMetadata[], by?: Describer): Promise<void>;
  /** Which metrics and senders make the most series. */
  cardinality(): Promise<Cardinality>;
  stats(): Promise<HistoryStats>;
  /** Finishes what was accepted, then closes the file. */
  close(): Promise<void>;
}

/** Which series: all of it must hold. An empty selector matches every series. */
export interface Selector {
  readonly metrics?: readonly string[];
  readonly keys?: readonly string[];
  /** Label values that must be equal. As in `matchers`, `__name__` is the metric, and a label that is absent equals the empty text. */
  readonly labels?: Labels;
  /** Rejects with a LabelPatternError when an expression is none or costs too much. */
  readonly matchers?: readonly LabelMatcher[];
  /** Case-insensitive text that must occur in the key or in the value of a label. */
  readonly search?: string;
  /** Leaves these metric name prefixes out, so that the inbox need not show the server's own. */
  readonly exceptPrefixes?: readonly string[];
  /** At most so many series, the ones with the newest readings first. Default 10 000. */
  readonly limit?: number;
}

export interface Series {
  readonly key: string;
  readonly metric: string;
  readonly labels: Labels;
  readonly unit?: string;
  readonly createdMs: number;
  /** Who made it, as `sender.ts` names it; left out where that is not known, or was this server. Only `series` tells. */
  readonly sender?: string;
  /** Who sent its last reading since the start, and when that came. Only `series` tells. */
  readonly lastSender?: LastSender;
}

export interface Latest extends Series {
  readonly atMs: number;
  readonly value: number;
  /** Typical distance of its readings, learned from the last few; undefined before the third one. */
  readonly intervalMs?: number;
}

export interface LatestResult {
  /** Every commit up to this number is in the answer, none after it. */
  readonly commit: number;
  readonly series: readonly Latest[];
}

export interface RangeQuery {
  readonly select: Selector;
  /** From this moment, inclusive, to that one, exclusive; both on the grid of `stepMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  /** A follower: from the commit of the answer on it is told of the points of what is selected here. */
  readonly follower?: number | undefined;
}

export interface LineQuery {
  readonly select: Selector;
  /** From this moment, inclusive, to that one, exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Pixels across. */
  readonly width: number;
}

export interface LineResult {
  readonly commit: number;
  readonly series: readonly SeriesLine[];
}

/** By time; at most four points to a pixel. */
export interface SeriesLine extends Series {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface RangeResult {
  readonly commit: number;
  readonly series: readonly SeriesBuckets[];
}

/** One entry per bucket that holds a reading; bucket `i` covers `[fromMs + index[i] * stepMs, + stepMs)`. */
export interface SeriesBuckets extends Series {
  readonly index: Int32Array;
  readonly count: Int32Array;
  readonly sum: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly last: Float64Array;
}

export interface Appended {
  /** Number of the commit that holds the readings; grows by one per commit, survives restarts. */
  readonly commit: number;
  readonly accepted: number;
  /** Keys of series that did not exist before, in order of first appearance. */
  readonly created: readonly string[];
  /** Readings that were not kept, by their place in the batch, with a sentence for the sender. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
}

/** What makes many series. */
export interface Cardinality {
  readonly series: number;
  readonly maxSeries: number;
  readonly maxSeriesPerSender: number;
  /** The metrics with the most series. */
  readonly metrics: readonly SeriesCount[];
  /** Those who made some, the ones with the most first. */
  readonly senders: readonly { readonly id: string; readonly series: number }[];
}

export interface SeriesCount {
  readonly metric: string;
  readonly series: number;
  /** The label with the most values among them; `isMore`: not all series were looked at. */
  readonly label?: { readonly name: string; readonly values: number; readonly isMore: boolean };
}

export interface HistoryStats {
  readonly commit: number;
  readonly series: number;
  /** About how many: of readings that replaced others, or whose series was removed, some count until they are packed. */
  readonly readings: number;
  readonly fileBytes: number;
  /** What is wrong with the file just now. */
  readonly troubles: readonly HistoryTrouble[];
}

/** Something that its owner should know of, since when it is so. */
export type HistoryTrouble =
  /** Nothing can be stored. `code` is SQLite's: `SQLITE_FULL` when the disk is full. */
  | { readonly kind: 'unwritable'; readonly sinceMs: number; readonly code: string }
  /** What came last cannot be packed; the journal has it. */
  | { readonly kind: 'unpacked'; readonly sinceMs: number; readonly reason: string }
  /** Pieces of the file that cannot be read; the log has named them. */
  | { readonly kind: 'damaged'; readonly sinceMs: number; readonly pieces: number };
