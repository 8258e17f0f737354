import { createTurns } from '../../history/range/turns.ts';
import type { Expr } from '../ast.ts';
import type { Samples, Source } from '../eval/source.ts';
import { PromqlError } from '../promql-error.ts';
import { LOOKBACK_MS, MAX_SAMPLES, MAX_STEPS, type PromqlQuery, type QueryResult, runQuery } from '../run-query.ts';
import { createQueue } from './create-queue.ts';
import { MAX_WINDOW_MS } from './feed-window.ts';
import { createHeldMemory, type HeldBounds } from './held-memory.ts';
import type { LiveAnswer } from './live-answer.ts';
import type { LiveEngine } from './live-engine.ts';
import { LiveQuery } from './live-query.ts';
import { LiveSource } from './live-source.ts';
import { SharedEvaluation, SharedResults } from './shared-evaluation.ts';

/** Readings that are so late, and older ones, are evaluated anew from the source instead of from memory. */
export const LATE_MS = 60_000;

/** All steps of one live query are evaluated so often at most. */
export const ANEW_EVERY_MS = 10_000;

/** An evaluation of all steps is not begun before that many times have passed that the last one took: a tenth of a processor each. */
export const REST_FACTOR = 10;

/** Live queries at a time; 1000 are 30 panels on 30 screens. */
export const MAX_LIVE_QUERIES = 1_000;

export interface LiveQueriesOptions {
  /** Has every sample before it is noted. */
  readonly source: Source;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Evaluates where there is time for it, as in another thread. Default: here. */
  readonly evaluate?: (query: PromqlQuery) => Promise<QueryResult>;
  readonly bounds?: Partial<HeldBounds>;
  readonly lookbackMs?: number;
  readonly defaultStepMs?: number;
  readonly lateMs?: number;
  readonly anewEveryMs?: number;
  readonly restFactor?: number;
  readonly maxWindowMs?: number;
}

/** One live query. After `close` the others throw. */
export interface LiveHandle {
  /** What is new at this time; the first one only begins to read. Rejects with the reason of the signal, or as the source does. */
  advance(nowMs: number, signal: AbortSignal): Promise<LiveAnswer>;
  /** Resolves when the next `advance` has all steps, as far as it knows now. */
  settled(signal: AbortSignal): Promise<void>;
  /** All that is there now, for a viewer who knows nothing. */
  snapshot(): LiveAnswer;
  close(): void;
}

export interface LiveQueries {
  /** Steps are multiples of `stepMs`. Throws a PromqlError for what cannot be shown over time, or is too much. */
  open(expr: Expr, grid: { readonly stepMs: number }, rangeMs: number): LiveHandle;
  /**
   * Samples that were kept, in any order; also of series that nobody reads. Quickest if the samples of a series always bring the same
   * `labels` object.
   */
  note(batch: readonly Samples[]): void;
  /** Series that are gone, or have other samples than before; of one that was renamed, both names. */
  forget(series: readonly Samples['labels'][]): void;
  stats(): LiveStats;
}

export interface LiveStats extends HeldBounds {
  readonly queries: number;
  /** Parts of expressions that needed not be evaluated again, and reads that were not answered from memory; since the beginning. */
  readonly sharedParts: number;
  readonly sourceReads: number;
}

/** PromQL for panels that move: of each expression only what is new is evaluated at a tick. Does nothing of itself. */
export function createLiveQueries(options: LiveQueriesOptions): LiveQueries {
  const shared = new SharedResults();
  const engine = createEngine(options, shared);
  const open = new Set<LiveQuery>();
  return {
    open(expr, { stepMs }, rangeMs) {
      if (open.size >= MAX_LIVE_QUERIES)
        throw new PromqlError(`There may be ${MAX_LIVE_QUERIES} live panels at a time: close some.`);
      const query = new LiveQuery({ expr, stepMs, capacity: requireSteps(expr, stepMs, rangeMs) }, engine);
      open.add(query);
      shared.add(expr);
      return {
        advance: (nowMs, signal) => query.advance(nowMs, signal),
        settled: signal => query.settled(signal),
        snapshot: () => query.snapshot(),
        close: () => {
          if (open.delete(query)) shared.remove(expr);
          query.close();
        },
      };
    },
    note(batch) {
      shared.renew();
      engine.live.note(batch);
    },
    forget(series) {
      shared.renew();
      for (const labels of series) engine.live.forget(labels);
    },
    stats: () => ({
      queries: open.size,
      series: engine.memory.series,
      samples: engine.memory.samples,
      results: engine.memory.results,
      sharedParts: shared.hits,
      sourceReads: engine.live.fallbacks,
    }),
  };
}

function createEngine(options: LiveQueriesOptions, shared: SharedResults): LiveEngine {
  const { source, signal, evaluate = runQuery, lookbackMs = LOOKBACK_MS, lateMs = LATE_MS } = options;
  const {
    defaultStepMs = 60_000,
    maxWindowMs = MAX_WINDOW_MS,
    anewEveryMs = ANEW_EVERY_MS,
    restFactor = REST_FACTOR,
  } = options;
  const memory = createHeldMemory(options.bounds);
  const live = new LiveSource({ source, memory, lateMs, maxWindowMs, onRead: () => shared.renew() });
  let nowMs = Number.NEGATIVE_INFINITY;
  const [tails, whole] = [createQueue(), createQueue()];
  return {
    ...{ live, memory, lookbackMs, defaultStepMs, lateMs, anewEveryMs, restFactor },
    tick(atMs) {
      if (atMs > nowMs) shared.renew();
      nowMs = Math.max(nowMs, atMs);
      live.tick(nowMs);
    },
    evaluateShared: (expr, steps) =>
      tails(() => {
        const giveTurn = createTurns(signal);
        const evaluation = { source: live, signal, lookbackMs, defaultStepMs, maxSamples: MAX_SAMPLES, giveTurn };
        return new SharedEvaluation(steps, evaluation, shared).evaluate(expr, steps);
      }),
    evaluateAnew(expr, { startMs, stepMs, count }, closing) {
      const query = { expr, startMs, endMs: startMs + (count - 1) * stepMs, stepMs };
      return whole(async () => {
        const both = AbortSignal.any([signal, closing]);
        both.throwIfAborted();
        const startedMs = performance.now();
        const result = await evaluate({ ...query, source, lookbackMs, defaultStepMs, signal: both });
        return { result, tookMs: performance.now() - startedMs };
      });
    },
  };
}

function requireSteps(expr: Expr, stepMs: number, rangeMs: number): number {
  if (expr.type === 'matrix' || expr.type === 'string')
    throw new PromqlError(
      expr.type === 'string'
        ? 'A text cannot be shown over time.'
        : 'A range of samples cannot be shown over time: give it to a function such as rate.',
      expr.span,
    );
  const count = Math.floor(rangeMs / stepMs) + 1;
  if (!(Number.isInteger(stepMs) && stepMs >= 1 && count >= 1 && count <= MAX_STEPS))
    throw new PromqlError(
      `A live panel may have 1 to ${MAX_STEPS} steps, each of whole milliseconds: take a longer step.`,
    );
  return count;
}
