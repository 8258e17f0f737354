import type { Expr } from '../ast.ts';
import { Evaluation, type EvaluationOptions, type Windows } from '../eval/evaluation.ts';
import { type Steps, timeOf } from '../eval/steps.ts';
import type { Value } from '../eval/value.ts';
import { formatPromql } from '../format/format-promql.ts';
import { childExprs } from '../parse/child-exprs.ts';

type Result = Value | Windows;

/** Gives what is there already, or makes it. */
type Share = <Made extends Result>(expr: Expr, steps: Steps, make: () => Promise<Made>) => Promise<Made>;

/** Parts that several expressions have in common, evaluated once for the same samples. Not for those with `@ start()` or `@ end()`. */
export class SharedResults {
  readonly #texts = new WeakMap<Expr, string>();
  /** How many of the expressions have a part. Of what only one has, nothing is kept: it can be forgotten at once. */
  readonly #users = new Map<string, number>();
  #results = new Map<string, Promise<Result>>();
  #hits = 0;

  /** How often something needed not be evaluated again, since the beginning. */
  get hits(): number {
    return this.#hits;
  }

  add(expr: Expr): void {
    for (const text of this.#partsOf(expr)) this.#users.set(text, (this.#users.get(text) ?? 0) + 1);
  }

  remove(expr: Expr): void {
    for (const text of this.#partsOf(expr)) {
      const users = this.#users.get(text)! - 1;
      if (users > 0) this.#users.set(text, users);
      else this.#users.delete(text);
    }
  }

  /** Samples have changed. What is on its way goes on with what it has, but nobody who comes later gets it. */
  renew(): void {
    if (this.#results.size > 0) this.#results = new Map();
  }

  /** What is there of these samples; to be taken once for each evaluation. */
  current(): Share {
    const results = this.#results;
    return <Made extends Result>(expr: Expr, steps: Steps, make: () => Promise<Made>) => {
      const text = this.#textOf(expr);
      if ((this.#users.get(text) ?? 0) < 2) return make();
      const key = `${steps.startMs} ${steps.stepMs} ${steps.count} ${text}`;
      const known = results.get(key);
      if (known) this.#hits++;
      const result = known ?? make();
      results.set(key, result);
      // Of one expression there is always the same kind: ranges have windows, all else has values.
      return result as Promise<Made>;
    };
  }

  #partsOf(expr: Expr): Set<string> {
    return new Set([this.#textOf(expr), ...childExprs(expr).flatMap(child => [...this.#partsOf(child)])]);
  }

  #textOf(expr: Expr): string {
    const text = this.#texts.get(expr) ?? formatPromql(expr);
    this.#texts.set(expr, text);
    return text;
  }
}

/** An evaluation in which equal parts of different expressions are evaluated once. */
export class SharedEvaluation extends Evaluation {
  readonly #share: Share;

  constructor(query: Steps, options: EvaluationOptions, shared: SharedResults) {
    super({ startMs: query.startMs, endMs: timeOf(query, query.count - 1) }, options);
    this.#share = shared.current();
  }

  override evaluate(expr: Expr, steps: Steps): Promise<Value> {
    const isCheap = expr.kind === 'number' || expr.kind === 'string' || expr.kind === 'parentheses';
    return isCheap ? super.evaluate(expr, steps) : this.#share(expr, steps, () => super.evaluate(expr, steps));
  }

  override windows(expr: Expr, steps: Steps): Promise<Windows> {
    const isCheap = expr.kind === 'parentheses';
    return isCheap ? super.windows(expr, steps) : this.#share(expr, steps, () => super.windows(expr, steps));
  }
}
