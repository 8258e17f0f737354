import type { QueryResult } from './run-query.ts';

/** PromQL over the history. Queries run in threads of their own, and hold up neither what arrives nor the pages. */
export interface PromqlQueries {
  /** Rejects with a PromqlError, a KeeperBusyError when too many wait, or the reason of the signal. */
  instant(query: string, atMs: number, options: QueryOptions): Promise<QueryAnswer>;
  range(query: string, window: QueryWindow, options: QueryOptions): Promise<QueryAnswer>;
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
