import type { Expr, Subquery, VectorSelector } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import { evaluateAggregation } from './aggregation.ts';
import { evaluateBinary } from './binary.ts';
import { evaluateCall } from './call.ts';
import { LabelSet } from './label-set.ts';
import { momentsOf } from './moments.ts';
import { selectInstant } from './select-instant.ts';
import type { Samples, Source } from './source.ts';
import { type Steps, stepsBetween, type TimeRange, timesOf } from './steps.ts';
import { evaluateUnary } from './unary.ts';
import type { Value } from './value.ts';
import { whereThere } from './where-there.ts';
import { withoutStale } from './without-stale.ts';

/** Moments of one subquery: a step every half minute of a year. Each of them is a number for each series. */
const MAX_SUBQUERY_STEPS = 1_100_000;

/** What one more element costs beside its numbers: labels, and memory of its own. */
const NUMBERS_PER_ELEMENT = 600;

/** Samples of one series in the windows of a range vector: `(moment - rangeMs, moment]` for each step. */
export interface WindowedSeries {
  readonly labels: LabelSet;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface Windows {
  readonly series: readonly WindowedSeries[];
  readonly moments: Float64Array;
  readonly rangeMs: number;
}

export interface EvaluationOptions {
  readonly source: Source;
  readonly signal: AbortSignal;
  readonly lookbackMs: number;
  /** Of subqueries that give none. */
  readonly defaultStepMs: number;
  /** Samples that one query reads at most, those of subqueries too. */
  readonly maxSamples: number;
  /** Numbers that one query looks at, each as often as it does: some 10 ns each. */
  readonly maxNumbers?: number | undefined;
  /** Waits for others if it was long since they had their turn; rejects with the reason of the signal. */
  readonly giveTurn: () => Promise<void> | undefined;
  /** Throws a PromqlError when there is too much in memory. Default: nothing. */
  readonly requireRoom?: (() => void) | undefined;
}

/** One query on its way: evaluates an expression at all steps at once, node by node. */
export class Evaluation {
  readonly options: EvaluationOptions;
  /** Of the whole query: `start()` and `end()` are its ends, within subqueries too. */
  readonly query: TimeRange;
  #samples = 0;
  #numbers = 0;

  constructor(query: TimeRange, options: EvaluationOptions) {
    this.query = query;
    this.options = options;
  }

  async evaluate(expr: Expr, steps: Steps): Promise<Value> {
    await this.options.giveTurn();
    this.options.requireRoom?.();
    const value = await this.#evaluateNode(expr, steps);
    if (value.kind === 'vector') this.spend(value.series.length * (steps.count + NUMBERS_PER_ELEMENT));
    return value;
  }

  async #evaluateNode(expr: Expr, steps: Steps): Promise<Value> {
    switch (expr.kind) {
      case 'number':
        return { kind: 'scalar', values: new Float64Array(steps.count).fill(expr.value) };
      case 'string':
        return { kind: 'string', value: expr.value };
      case 'parentheses':
        return this.evaluate(expr.expr, steps);
      case 'selector':
        return selectInstant(this, expr, steps);
      case 'call':
        return evaluateCall(this, expr, steps);
      case 'aggregation':
        return evaluateAggregation(this, expr, steps);
      case 'binary':
        return evaluateBinary(this, expr, steps);
      case 'unary':
        return evaluateUnary(this, expr, steps);
      case 'matrix':
      case 'subquery':
        throw new PromqlError(
          'A range of samples is no value by itself: give it to a function such as rate.',
          expr.span,
        );
    }
  }

  /** The samples of a range vector. */
  async windows(expr: Expr, steps: Steps): Promise<Windows> {
    if (expr.kind === 'parentheses') return this.windows(expr.expr, steps);
    if (expr.kind === 'subquery') return this.#subqueryWindows(expr, steps);
    if (expr.kind !== 'matrix') throw new PromqlError('A range of samples is needed here, such as x[5m].', expr.span);
    const moments = momentsOf(expr.selector, steps, this.query);
    const samples = await this.select(expr.selector, moments, expr.rangeMs);
    const series = samples.map(one => ({ labels: LabelSet.from(one.labels), ...withoutStale(one) }));
    return { series, moments, rangeMs: expr.rangeMs };
  }

  /** Samples that lie in `(first moment - reachMs, last moment]`; if only the newest is wanted, perhaps no others. */
  async select(
    { matchers }: VectorSelector,
    moments: Float64Array,
    reachMs: number,
    isNewestOnly = false,
  ): Promise<readonly Samples[]> {
    const { source, signal } = this.options;
    const samples = await source.select(matchers, moments[0]! - reachMs, moments.at(-1)!, signal, isNewestOnly);
    this.count(samples.reduce((sum, { times }) => sum + times.length, 0));
    return samples;
  }

  /** Notes samples that are held in memory. @throws PromqlError when they are too many. */
  count(samples: number): void {
    this.#samples += samples;
    const { maxSamples } = this.options;
    if (this.#samples > maxSamples)
      throw new PromqlError(`The query needs more than ${maxSamples} samples: ask for less time or fewer series.`);
  }

  /** Notes numbers that are looked at. @throws PromqlError when they are too many. */
  spend(numbers: number): void {
    this.#numbers += numbers;
    const { maxNumbers = Number.POSITIVE_INFINITY } = this.options;
    if (this.#numbers > maxNumbers)
      throw new PromqlError(
        `The query has to look at numbers more than ${maxNumbers} times: ask for fewer series, a longer step or shorter ranges, or for parts of it.`,
      );
  }

  /** Evaluates at the subquery's own steps, which are multiples of its step, for all windows at once. */
  async #subqueryWindows(expr: Subquery, steps: Steps): Promise<Windows> {
    const moments = momentsOf(expr, steps, this.query);
    const stepMs = expr.stepMs ?? this.options.defaultStepMs;
    // Windows are open on the left: a step at their very beginning is outside.
    const startMs = (Math.floor((moments[0]! - expr.rangeMs) / stepMs) + 1) * stepMs;
    const inner = stepsBetween(startMs, moments.at(-1)!, stepMs);
    if (inner.count <= 0) return { series: [], moments, rangeMs: expr.rangeMs };
    this.count(inner.count);
    if (inner.count > MAX_SUBQUERY_STEPS)
      throw new PromqlError(
        `The subquery asks for ${inner.count} steps, and may ask for ${MAX_SUBQUERY_STEPS}: take a longer step.`,
        expr.span,
      );
    const value = await this.evaluate(expr.expr, inner);
    return { series: toSeries(value, inner), moments, rangeMs: expr.rangeMs };
  }
}

function toSeries(value: Value, steps: Steps): WindowedSeries[] {
  if (value.kind === 'string') return [];
  const times = timesOf(steps);
  if (value.kind === 'scalar') return [{ labels: LabelSet.NONE, times, values: value.values }];
  return value.series.map(({ labels, values, present }) => ({ labels, ...whereThere(times, values, present) }));
}
