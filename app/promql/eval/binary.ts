import type { Binary } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import type { Evaluation } from './evaluation.ts';
import { matchVectors } from './match-vectors.ts';
import { arithmetic, comparisons } from './operators.ts';
import { combineSets } from './set-operators.ts';
import type { Steps } from './steps.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { Column, ScalarValue, Value, VectorValue } from './value.ts';

/** Undefined: the pair is left out. */
export type Operate = (left: number, right: number) => number | undefined;

export async function evaluateBinary(evaluation: Evaluation, expr: Binary, steps: Steps): Promise<Value> {
  const left = await evaluation.evaluate(expr.left, steps);
  const right = await evaluation.evaluate(expr.right, steps);
  if (left.kind === 'string' || right.kind === 'string')
    throw new PromqlError(`${expr.op} is not for texts.`, expr.span);
  if (left.kind === 'vector' && right.kind === 'vector') {
    if (expr.op === 'and' || expr.op === 'or' || expr.op === 'unless')
      return combineSets(evaluation, expr, left, right);
    return matchVectors(evaluation, expr, left, right, operatorOf(expr));
  }
  const operate = operatorOf(expr);
  if (left.kind === 'vector') return perElement(expr, left, (value, step) => operate(value, numberAt(right, step)));
  if (right.kind === 'vector') return perElement(expr, right, withScalarLeft(expr, left, operate));
  return { kind: 'scalar', values: left.values.map((value, step) => operate(value, numberAt(right, step))!) };
}

function operatorOf({ op, isBool, left, right }: Binary): Operate {
  const compute = arithmetic[op];
  if (compute) return compute;
  const compare = comparisons[op]!;
  const isScalar = left.type === 'scalar' && right.type === 'scalar';
  if (isBool || isScalar) return (a, b) => Number(compare(a, b));
  return (a, b) => (compare(a, b) ? a : undefined);
}

/** Where a comparison keeps, it keeps the element, not the number it is compared with. */
function withScalarLeft(expr: Binary, left: ScalarValue | VectorValue, operate: Operate) {
  const isFilter = expr.op in comparisons && !expr.isBool;
  return (value: number, step: number) => {
    const result = operate(numberAt(left, step), value);
    return isFilter && result !== undefined ? value : result;
  };
}

function numberAt(value: ScalarValue | VectorValue, step: number): number {
  return value.kind === 'scalar' ? value.values[step]! : Number.NaN;
}

function perElement(
  expr: Binary,
  { series }: VectorValue,
  operate: (value: number, step: number) => number | undefined,
): VectorValue {
  const keepsName = expr.op in comparisons && !expr.isBool;
  const columns = series.map(column => operateColumn(column, keepsName, operate));
  return { kind: 'vector', series: uniqueLabels(columns.filter(({ present }) => present.includes(1))) };
}

function operateColumn(
  { labels, values, present }: Column,
  keepsName: boolean,
  operate: (value: number, step: number) => number | undefined,
): Column {
  const result = {
    labels: keepsName ? labels : labels.withoutName(),
    values: new Float64Array(values.length),
    present: new Uint8Array(values.length),
  };
  for (let step = 0; step < values.length; step++) {
    const value = present[step] ? operate(values[step]!, step) : undefined;
    if (value === undefined) continue;
    result.values[step] = value;
    result.present[step] = 1;
  }
  return result;
}
