import type { Call, Expr } from '../ast.ts';
import { functions } from '../functions/functions.ts';
import { PromqlError } from '../promql-error.ts';
import type { Evaluation, Windows } from './evaluation.ts';
import type { Steps } from './steps.ts';
import type { ScalarValue, Value, VectorValue } from './value.ts';

/** The arguments of a call, evaluated when a function asks for them. */
export class Args {
  readonly evaluation: Evaluation;
  readonly call: Call;
  readonly steps: Steps;

  constructor(evaluation: Evaluation, call: Call, steps: Steps) {
    this.evaluation = evaluation;
    this.call = call;
    this.steps = steps;
  }

  get count(): number {
    return this.call.args.length;
  }

  expr(at: number): Expr {
    return this.call.args[at]!;
  }

  async vector(at: number): Promise<VectorValue> {
    const value = await this.evaluation.evaluate(this.expr(at), this.steps);
    if (value.kind === 'vector') return value;
    throw new PromqlError(`${this.call.name} needs a vector here.`, this.expr(at).span);
  }

  async scalar(at: number): Promise<ScalarValue> {
    const value = await this.evaluation.evaluate(this.expr(at), this.steps);
    if (value.kind === 'scalar') return value;
    throw new PromqlError(`${this.call.name} needs a number here.`, this.expr(at).span);
  }

  async text(at: number): Promise<string> {
    const value = await this.evaluation.evaluate(this.expr(at), this.steps);
    if (value.kind === 'string') return value.value;
    throw new PromqlError(`${this.call.name} needs a text in quotes here.`, this.expr(at).span);
  }

  windows(at: number): Promise<Windows> {
    return this.evaluation.windows(this.expr(at), this.steps);
  }
}

/** A function of PromQL. */
export type PromqlFunction = (args: Args) => Promise<Value>;

export async function evaluateCall(evaluation: Evaluation, call: Call, steps: Steps): Promise<Value> {
  const implementation = functions[call.name];
  if (!implementation) throw new PromqlError(`There is no function ${call.name}.`, call.span);
  return implementation(new Args(evaluation, call, steps));
}
