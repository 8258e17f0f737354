import type { Expr } from '../ast.ts';
import { Evaluation, type EvaluationOptions, type Windows } from '../eval/evaluation.ts';
import type { Steps } from '../eval/steps.ts';
import type { Value } from '../eval/value.ts';
import { formatPromql } from '../format/format-promql.ts';

/** What was evaluated of the same samples, for whoever needs it again. Only for expressions without `@ start()` and `@ end()`. */
export class SharedResults {
  readonly #texts = new WeakMap<Expr, string>();
  #results = new Map<string, Promise<Value | Windows>>();
  #hits = 0;

  /** How often something needed not be evaluated again, since the beginning. */
  get hits(): number {
    return this.#hits;
  }

  /** Samples have changed. What is on its way goes on with what it has, but nobody who comes later gets it. */
  renew(): void {
    if (this.#results.size > 0) this.#results = new Map();
  }

  /** What is there of these samples; to be taken once for each evaluation. */
  current(): <Result extends Value | Windows>(
    expr: Expr,
    steps: Steps,
    make: () => Promise<Result>,
  ) => Promise<Result> {
    const results = this.#results;
    return <Result extends Value | Windows>(expr: Expr, steps: Steps, make: () => Promise<Result>) => {
      const key = `${steps.startMs} ${steps.stepMs} ${steps.count} ${this.#textOf(expr)}`;
      const known = results.get(key);
      if (known) this.#hits++;
      const result = known ?? make();
      results.set(key, result);
      // Of one expression there is always the same kind: ranges have windows, all else has values.
      return result as Promise<Result>;
    };
  }

  #textOf(expr: Expr): string {
    const text = this.#texts.get(expr) ?? formatPromql(expr);
    this.#texts.set(expr, text);
    return text;
  }
}

/** An evaluation in which equal parts of different expressions are evaluated once. */
export class SharedEvaluation extends Evaluation {
  readonly #share: ReturnType<SharedResults['current']>;

  constructor(query: Steps, options: EvaluationOptions, shared: SharedResults) {
    super(query, options);
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
