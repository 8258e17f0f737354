import type { Expr } from '../ast.ts';
import type { Steps } from '../eval/steps.ts';
import { PromqlError } from '../promql-error.ts';
import { abortable } from './abortable.ts';
import { type Dependence, findDependence, type Leaf } from './dependence.ts';
import type { LiveAnswer, LiveColumns } from './live-answer.ts';
import type { LiveEngine } from './live-engine.ts';
import type { Watch } from './live-source.ts';
import { ResultRing } from './result-ring.ts';
import type { SelectionReader } from './selection.ts';
import { toColumns } from './to-columns.ts';

const NEW = 'It is evaluated for the first time.';
const FAILED = 'It failed, and is tried again.';
const BACKFILLED = 'Older readings have come.';
const FORGOTTEN = 'A series that it reads was removed or renamed.';

export interface LiveQueryShape {
  readonly expr: Expr;
  readonly stepMs: number;
  /** Steps that are shown. */
  readonly capacity: number;
}

/**
 * One expression over the newest steps. Two ways lead to a result: the *tail*, at each tick, the newest steps from what is in memory; and
 * *anew*, in the background and seldom, all steps from the source. Steps are counted from 1970 on.
 */
export class LiveQuery implements SelectionReader {
  readonly #shape: LiveQueryShape;
  readonly #engine: LiveEngine;
  readonly #dependence: Dependence;
  readonly #watch: Watch;
  readonly #ring: ResultRing;
  readonly #closing = new AbortController();
  #nowMs = Number.NEGATIVE_INFINITY;
  /** The newest step that is evaluated; samples of steps after it change nothing. */
  #done = Number.NEGATIVE_INFINITY;
  /** The first step before that of which samples have come since. */
  #dirtyFrom = Number.POSITIVE_INFINITY;
  /** The first step of the tail that is being evaluated. */
  #tailing = Number.POSITIVE_INFINITY;
  /** The first step of all tails that were begun, or not done, since all is evaluated anew. */
  #tailFrom = Number.POSITIVE_INFINITY;
  #isFilled = false;
  /** Why all must be evaluated anew. */
  #reason: string | undefined = NEW;
  #anew: Promise<void> | undefined;
  /** Why that is being done just now. */
  #reasonAnew: string | undefined;
  #nextAnewMs = Number.NEGATIVE_INFINITY;
  #tail: Promise<void> | undefined;
  #error: PromqlError | undefined;
  /** What went wrong in the background: the next tick throws it. */
  #failure: { readonly cause: unknown } | undefined;

  constructor(shape: LiveQueryShape, engine: LiveEngine) {
    [this.#shape, this.#engine] = [shape, engine];
    this.#dependence = findDependence(shape.expr, {
      stepMs: shape.stepMs,
      lookbackMs: engine.lookbackMs,
      defaultStepMs: engine.defaultStepMs,
    });
    const { leaves, reason } = this.#dependence;
    this.#watch = engine.live.watch(leaves, this, reason === undefined);
    this.#ring = new ResultRing(shape.capacity, engine.memory);
  }

  /** Evaluates what is new at this time. Time does not go back: an earlier one counts as the latest. */
  async advance(nowMs: number, signal: AbortSignal): Promise<LiveAnswer> {
    signal.throwIfAborted();
    this.#closing.signal.throwIfAborted();
    this.#throwFailure();
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    this.#engine.tick(this.#nowMs);
    this.#evaluateAnewIfDue();
    // Whoever comes while a tail is on its way evaluates what is left.
    while (this.#tail) await abortable(this.#tail, signal);
    this.#tail = this.#evaluateTail().finally(() => {
      this.#tail = undefined;
    });
    await abortable(this.#tail, signal);
    const { changedFrom, columns } = this.#ring.take(this.#firstStep);
    return this.#answer(changedFrom, columns);
  }

  /** All that is there. */
  snapshot(): LiveAnswer {
    return this.#answer(this.#firstStep, this.#ring.snapshot(this.#firstStep));
  }

  /** Resolves when nothing is evaluated in the background any more. */
  async settled(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#anew) await abortable(this.#anew, signal);
    this.#throwFailure();
  }

  close(): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(new Error('The live query was closed.'));
    this.#watch.close();
    this.#ring.clear();
  }

  onSamples(leaf: Leaf, firstMs: number, lastMs: number): void {
    if (this.#dependence.reason !== undefined) this.#dirtyFrom = Number.NEGATIVE_INFINITY;
    else if (!leaf.isFixed) this.#touch(leaf, firstMs, lastMs);
    else if (lastMs > leaf.loMs && firstMs <= leaf.hiMs) this.#reason ??= BACKFILLED;
  }

  onForgotten(): void {
    this.#reason ??= FORGOTTEN;
  }

  #touch({ loMs, hiMs }: Leaf, firstMs: number, lastMs: number): void {
    const { stepMs } = this.#shape;
    const step = Math.ceil((firstMs - hiMs) / stepMs);
    if (step > this.#done || lastMs - loMs <= this.#firstStep * stepMs) return;
    if (step * stepMs < this.#nowMs - this.#engine.lateMs - Math.max(hiMs, 0)) this.#reason ??= BACKFILLED;
    else this.#dirtyFrom = Math.min(this.#dirtyFrom, step);
  }

  get #endStep(): number {
    return Math.floor(this.#nowMs / this.#shape.stepMs);
  }

  /** The first one that is shown. */
  get #firstStep(): number {
    return (this.#ring.end ?? this.#endStep) - this.#shape.capacity + 1;
  }

  get #seldom(): string | undefined {
    return this.#dependence.reason ?? this.#watch.outside;
  }

  get #hasTail(): boolean {
    return this.#isFilled && this.#seldom === undefined && this.#error === undefined;
  }

  #answer(changedFrom: number, columns: LiveColumns): LiveAnswer {
    const { stepMs, capacity } = this.#shape;
    const count = this.#ring.end === undefined ? 0 : capacity;
    return {
      steps: { startMs: this.#firstStep * stepMs, stepMs, count },
      changedFromStep: changedFrom - this.#firstStep,
      columns,
      seldom: this.#seldom,
      waiting: this.#reason ?? this.#reasonAnew,
      error: this.#error && { message: this.#error.message, position: this.#error.position },
    };
  }

  #stepsOf(from: number, end: number): Steps {
    const { stepMs } = this.#shape;
    return { startMs: from * stepMs, stepMs, count: end - from + 1 };
  }

  async #evaluateTail(): Promise<void> {
    const end = this.#endStep;
    const from = Math.max(end - this.#shape.capacity + 1, Math.min(this.#done + 1, this.#dirtyFrom));
    if (!this.#hasTail || from > end) return;
    const before = { done: this.#done, dirtyFrom: this.#dirtyFrom };
    // From here on: samples that come while it is evaluated make it dirty again.
    [this.#done, this.#dirtyFrom, this.#tailing] = [end, Number.POSITIVE_INFINITY, from];
    this.#tailFrom = Math.min(this.#tailFrom, from);
    try {
      const steps = this.#stepsOf(from, end);
      await this.#watch.follow(this.#closing.signal);
      const value = await this.#engine.evaluateShared(this.#shape.expr, steps);
      if (this.#closing.signal.aborted) return;
      this.#ring.put(from, steps.count, toColumns(value, steps));
    } catch (error) {
      this.#done = before.done;
      this.#dirtyFrom = Math.min(this.#dirtyFrom, before.dirtyFrom);
      if (!(error instanceof PromqlError)) throw error;
      [this.#error, this.#reason] = [error, FAILED];
    } finally {
      this.#tailing = Number.POSITIVE_INFINITY;
    }
  }

  #evaluateAnewIfDue(): void {
    const isBehind = this.#done < this.#endStep || this.#dirtyFrom <= this.#done;
    const isDue = this.#reason !== undefined || (this.#seldom !== undefined && isBehind);
    if (!isDue || this.#anew || this.#nowMs < this.#nextAnewMs) return;
    this.#anew = this.#evaluateAnew(this.#endStep).finally(() => {
      [this.#anew, this.#reasonAnew] = [undefined, undefined];
    });
  }

  async #evaluateAnew(end: number): Promise<void> {
    const startedMs = this.#nowMs;
    const reason = this.#reason;
    const oldest = end - this.#shape.capacity + 1;
    const isAll = reason !== undefined || this.#dependence.reason !== undefined;
    const from = isAll ? oldest : Math.max(oldest, Math.min(this.#done + 1, this.#dirtyFrom));
    [this.#reason, this.#reasonAnew] = [undefined, reason];
    this.#tailFrom = this.#tailing;
    if (!this.#hasTail) [this.#done, this.#dirtyFrom] = [end, Number.POSITIVE_INFINITY];
    try {
      await this.#watch.prepare(this.#closing.signal);
      const steps = this.#stepsOf(from, end);
      const { result, tookMs } = await this.#engine.evaluateAnew(this.#shape.expr, steps, this.#closing.signal);
      this.#closing.signal.throwIfAborted();
      this.#nextAnewMs = startedMs + Math.max(this.#engine.anewEveryMs, tookMs * this.#engine.restFactor);
      this.#ring.put(from, steps.count, toColumns(result, steps));
      // The tail was evaluated with newer samples than those that were read before.
      this.#dirtyFrom = Math.min(this.#dirtyFrom, this.#tailFrom);
      [this.#error, this.#isFilled] = [undefined, true];
    } catch (error) {
      this.#nextAnewMs = Math.max(this.#nextAnewMs, startedMs + this.#engine.anewEveryMs);
      this.#reason = reason ?? FAILED;
      if (error instanceof PromqlError) this.#error = error;
      else if (!this.#closing.signal.aborted) this.#failure = { cause: error };
    }
  }

  #throwFailure(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.cause;
  }
}
