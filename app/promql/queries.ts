import type { LabelMatcher } from '../history/labels/label-matcher.ts';
import type { QueryResult } from './run-query.ts';

/** PromQL over the history. Queries run in threads of their own, and hold up neither what arrives nor the pages. */
export interface PromqlQueries {
  /** Rejects with a PromqlError, a KeeperBusyError when too many wait, or the reason of the signal. */
  instant(query: string, atMs: number, options: QueryOptions): Promise<QueryAnswer>;
  range(query: string, window: QueryWindow, options: QueryOptions): Promise<QueryAnswer>;
  /** Of the one series that all of these hold for, from the start to before the end; undefined where it has no reading then. */
  summary(
    matchers: readonly LabelMatcher[],
    span: { readonly fromMs: number; readonly toMs: number },
    options: Pick<QueryOptions, 'signal' | 'timeoutMs'>,
  ): Promise<SeriesSummary | undefined>;
}

/** What the readings of a series over a time come to. */
export interface SeriesSummary {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly median: number;
  /** Of a hundred readings, 95 are at most so large. */
  readonly p95: number;
  readonly last: number;
  readonly lastMs: number;
  readonly firstMs: number;
  /** The longest time between two readings; undefined with a single one. */
  readonly silence: { readonly ms: number; readonly fromMs: number } | undefined;
}

/** Moments from the start to the end, both inclusive, milliseconds since 1970 UTC. */
export interface QueryWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

export interface QueryOptions {
  readonly signal: AbortSignal;
  /** With the time that it waits for a thread. At most `queryLimits.maxTimeoutMs`. */
  readonly timeoutMs?: number;
  /** A sample is of now for so long. Default: 5 minutes. */
  readonly lookbackMs?: number;
  /** Lines of the answer; with more there is an error instead. */
  readonly maxSeries?: number;
}

export interface QueryAnswer extends QueryResult {
  readonly cost: QueryCost;
}

export interface QueryCost {
  /** Series that were read. */
  readonly series: number;
  /** Their samples. */
  readonly samples: number;
  /** Without the time that it waited. */
  readonly tookMs: number;
}
