import { createTurns } from '../history/range/turns.ts';
import type { Expr } from './ast.ts';
import { Evaluation } from './eval/evaluation.ts';
import type { Source } from './eval/source.ts';
import { type Steps, stepsBetween, timesOf } from './eval/steps.ts';
import type { Value } from './eval/value.ts';
import { whereThere } from './eval/where-there.ts';
import { PromqlError } from './promql-error.ts';

/** A sample is of now for so long, unless its series ended: as in Prometheus. */
export const LOOKBACK_MS = 5 * 60_000;

/** Moments of one range query at most, as in Prometheus. */
export const MAX_STEPS = 11_000;

/** Samples that one query holds in memory at most: 800 MB of numbers would be the worst. */
export const MAX_SAMPLES = 50_000_000;

export interface PromqlQuery {
  readonly expr: Expr;
  /** Both inclusive, milliseconds since 1970 UTC; the same for one moment. */
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  readonly source: Source;
  readonly signal: AbortSignal;
  readonly lookbackMs?: number;
  /** Of subqueries without one. Default: a minute. */
  readonly defaultStepMs?: number;
  readonly maxSamples?: number;
  /** Numbers that it looks at, each as often as it does. Default: no bound but its time. */
  readonly maxNumbers?: number;
  /** Throws when nobody waits for the answer any more; asked often, also where `signal` cannot be heard. */
  readonly requireWanted?: () => void;
  /** Throws a PromqlError when there is too much in memory; asked before each part of the expression. */
  readonly requireRoom?: () => void;
}

/** One line of an answer: by time. */
export interface ResultSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface QueryResult {
  readonly kind: 'scalar' | 'vector' | 'matrix' | 'string';
  /** Of kind `string` only. */
  readonly text?: string;
  readonly series: readonly ResultSeries[];
}

/** Answers a query. Rejects with a PromqlError, or with the reason of the signal. */
export async function runQuery(query: PromqlQuery): Promise<QueryResult> {
  const { expr, startMs, endMs, stepMs, source, signal } = query;
  const steps = stepsBetween(startMs, endMs, stepMs);
  if (!(steps.count >= 1 && steps.count <= MAX_STEPS))
    throw new PromqlError(
      `The query asks for ${steps.count} steps, and may ask for 1 to ${MAX_STEPS}: take a longer step.`,
    );
  const { lookbackMs = LOOKBACK_MS, defaultStepMs = 60_000, maxSamples = MAX_SAMPLES } = query;
  const { maxNumbers, requireWanted, requireRoom } = query;
  const turns = createTurns(signal);
  const giveTurn = () => {
    requireWanted?.();
    return turns();
  };
  const limits = { lookbackMs, defaultStepMs, maxSamples, maxNumbers, requireRoom };
  const evaluation = new Evaluation(query, { source, signal, giveTurn, ...limits });
  if (expr.type === 'matrix') return samplesAtOnce(evaluation, expr, steps);
  if (expr.type === 'string' && steps.count > 1)
    throw new PromqlError('A text cannot be shown over time: only at one moment.', expr.span);
  return toResult(await evaluation.evaluate(expr, steps), steps);
}

/** A range vector is an answer at one moment only. */
async function samplesAtOnce(evaluation: Evaluation, expr: Expr, steps: Steps): Promise<QueryResult> {
  if (steps.count > 1)
    throw new PromqlError(
      'A range of samples cannot be shown over time: give it to a function such as rate.',
      expr.span,
    );
  const { series, moments, rangeMs } = await evaluation.windows(expr, steps);
  const fromMs = moments[0]! - rangeMs;
  const inWindow = series.map(({ labels, times, values }) => {
    const from = times.findIndex(atMs => atMs > fromMs);
    const place = from < 0 ? times.length : from;
    return { labels: labels.toRecord(), times: times.slice(place), values: values.slice(place) };
  });
  return { kind: 'matrix', series: inWindow.filter(({ times }) => times.length > 0) };
}

function toResult(value: Value, steps: Steps): QueryResult {
  if (value.kind === 'string') return { kind: 'string', text: value.value, series: [] };
  const times = timesOf(steps);
  if (value.kind === 'scalar') return { kind: 'scalar', series: [{ labels: {}, times, values: value.values }] };
  const series = value.series.map(({ labels, values, present }) => ({
    labels: labels.toRecord(),
    ...whereThere(times, values, present),
  }));
  return { kind: steps.count === 1 ? 'vector' : 'matrix', series: series.filter(one => one.times.length > 0) };
}
