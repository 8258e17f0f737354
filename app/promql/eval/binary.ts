import type { Binary } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import type { Evaluation } from './evaluation.ts';
import { bothOf } from './masks.ts';
import { matchVectors } from './match-vectors.ts';
import { arithmetic, comparePairs, comparisons, computePairs } from './operators.ts';
import { combineSets } from './set-operators.ts';
import type { Steps } from './steps.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { Column, ScalarValue, Value, VectorValue } from './value.ts';

/** Numbers, and at which of them there is one. */
type Numbers = Pick<Column, 'values' | 'present'>;

/** What an operator makes of two columns. */
export type Operate = (left: Numbers, right: Numbers) => Numbers;

export async function evaluateBinary(evaluation: Evaluation, expr: Binary, steps: Steps): Promise<Value> {
  const left = await evaluation.evaluate(expr.left, steps);
  const right = await evaluation.evaluate(expr.right, steps);
  if (left.kind === 'string' || right.kind === 'string')
    throw new PromqlError(`${expr.op} is not for texts.`, expr.span);
  if (left.kind === 'scalar' && right.kind === 'scalar') return ofScalars(expr, left, right);
  if (left.kind === 'vector' && right.kind === 'vector') {
    if (expr.op === 'and' || expr.op === 'or' || expr.op === 'unless')
      return combineSets(evaluation, expr, left, right);
    return matchVectors(evaluation, expr, left, right, operatorOf(expr));
  }
  return perElement(evaluation, expr, left, right);
}

function ofScalars({ op }: Binary, { values: left }: ScalarValue, { values: right }: ScalarValue): ScalarValue {
  if (arithmetic.has(op)) return { kind: 'scalar', values: computePairs(op, left, right) };
  return { kind: 'scalar', values: Float64Array.from(comparePairs(op, left, right)) };
}

function operatorOf({ op, isBool }: Binary): Operate {
  if (arithmetic.has(op))
    return (a, b) => ({ values: computePairs(op, a.values, b.values), present: bothOf(a.present, b.present) });
  if (isBool)
    return (a, b) => ({
      values: Float64Array.from(comparePairs(op, a.values, b.values)),
      present: bothOf(a.present, b.present),
    });
  return (a, b) => ({
    values: a.values,
    present: bothOf(bothOf(a.present, b.present), comparePairs(op, a.values, b.values)),
  });
}

/** Of a vector and a number, on whichever side. */
async function perElement(
  evaluation: Evaluation,
  expr: Binary,
  left: ScalarValue | VectorValue,
  right: ScalarValue | VectorValue,
): Promise<VectorValue> {
  const operate = operatorOf(expr);
  const isFilter = comparisons.has(expr.op) && !expr.isBool;
  const vector = left.kind === 'vector' ? left : (right as VectorValue);
  const columns: Column[] = [];
  for (const column of vector.series) {
    const [a, b] = [toNumbers(left, column), toNumbers(right, column)];
    const { values, present } = operate(a, b);
    // Where a comparison keeps, it keeps the element, not the number it is compared with.
    if (present.includes(1))
      columns.push({
        labels: isFilter ? column.labels : column.labels.withoutName(),
        values: isFilter ? column.values : values,
        present,
      });
    const turn = evaluation.options.giveTurn();
    if (turn) await turn;
  }
  return { kind: 'vector', series: await uniqueLabels(evaluation, columns) };
}

/** A number is there wherever the element is. */
function toNumbers(side: ScalarValue | VectorValue, column: Column): Numbers {
  return side.kind === 'vector' ? column : { values: side.values, present: column.present };
}
