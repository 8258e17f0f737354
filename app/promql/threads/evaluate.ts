import type { SampleRequest } from '../../history/range/sample-plan.ts';
import type { SeriesSamples } from '../../history/range/sample-query.ts';
import type { Expr } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import type { QueryCost } from '../queries.ts';
import { queryLimits } from '../query-limits.ts';
import { type QueryResult, runQuery } from '../run-query.ts';
import { createHistorySource } from '../source/history-source.ts';
import type { ColumnsAsk, QueryAsk } from './asks.ts';

export interface EvaluateParts {
  readonly read: (signal: AbortSignal, request: SampleRequest) => Promise<readonly SeriesSamples[]>;
  /** Throws when the query was given up. */
  readonly requireWanted: () => void;
  /** Throws a PromqlError when there is too much in memory. */
  readonly requireRoom: () => void;
}

export interface Evaluated {
  readonly result: QueryResult;
  readonly cost: QueryCost;
}

/** Evaluates expressions over the history, within the limits. */
export function createEvaluate({ read, ...requires }: EvaluateParts) {
  return async (signal: AbortSignal, expr: Expr, { window, lookbackMs }: QueryAsk): Promise<Evaluated> => {
    const beganMs = performance.now();
    const { maxSeries, maxSamples, maxNumbers } = queryLimits;
    const source = createHistorySource({ read, maxSeries, maxSamples });
    const lookback = lookbackMs !== undefined && { lookbackMs };
    const result = await runQuery({
      expr,
      source,
      signal,
      ...requires,
      maxSamples,
      maxNumbers,
      ...window,
      ...lookback,
    });
    const { series, samples } = source;
    return { result, cost: { series, samples, tookMs: performance.now() - beganMs } };
  };
}

/** @throws PromqlError when the answer has more lines than can be shown. */
export function requireFewLines({ series }: QueryResult, { maxSeries }: ColumnsAsk): void {
  if (maxSeries === undefined || series.length <= maxSeries) return;
  throw new PromqlError(
    `The answer has ${series.length} series, and at most ${maxSeries} can be shown: aggregate them, such as with sum by (...), or take some with topk.`,
  );
}
