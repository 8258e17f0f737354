import type { Unary } from '../ast.ts';
import type { Evaluation } from './evaluation.ts';
import { mapValues } from './map-values.ts';
import type { Steps } from './steps.ts';
import type { Value } from './value.ts';

export async function evaluateUnary(evaluation: Evaluation, { op, expr }: Unary, steps: Steps): Promise<Value> {
  const value = await evaluation.evaluate(expr, steps);
  return op === '-' ? mapValues(evaluation, value, number => -number) : value;
}
