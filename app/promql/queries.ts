import type { QueryResult } from './run-query.ts';

/** Answers PromQL over the readings. Rejects with a PromqlError, whose sentence is for who asked, or with the reason of the signal. */
export interface PromqlQueries {
  instant(query: string, atMs: number, options: QueryOptions): Promise<QueryAnswer>;
  range(
    query: string,
    window: { startMs: number; endMs: number; stepMs: number },
    options: QueryOptions,
  ): Promise<QueryAnswer>;
}

export interface QueryOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  readonly lookbackMs?: number;
  readonly maxSeries?: number;
}

export interface QueryAnswer extends QueryResult {
  readonly cost: QueryCost;
}

/** What an answer took: series and samples that were read. */
export interface QueryCost {
  readonly series: number;
  readonly samples: number;
  readonly tookMs: number;
}
