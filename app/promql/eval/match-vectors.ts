import type { Binary, Matching } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import type { Operate } from './binary.ts';
import type { Evaluation } from './evaluation.ts';
import type { LabelSet } from './label-set.ts';
import { arithmetic } from './operators.ts';
import { bySignature, createSignature } from './signature.ts';
import { type Column, createColumn, type VectorValue } from './value.ts';

const DEFAULT: Matching = { cardinality: 'one-to-one', labels: [], isOn: false, include: [] };

/** Operates on pairs of elements that have the same signature. */
export function matchVectors(
  evaluation: Evaluation,
  expr: Binary,
  left: VectorValue,
  right: VectorValue,
  operate: Operate,
): VectorValue {
  const matching = expr.matching ?? DEFAULT;
  const isSwapped = matching.cardinality === 'one-to-many';
  const [many, one] = isSwapped ? [right, left] : [left, right];
  const signature = createSignature(matching);
  const ones = bySignature(one.series, signature);
  for (const columns of ones.values()) requireOne(expr, columns, isSwapped ? 'left' : 'right');
  const operatePair: Operate = isSwapped ? (a, b) => operate(b, a) : operate;
  const series: Column[] = [];
  for (const [key, columns] of bySignature(many.series, signature)) {
    for (const other of ones.get(key) ?? []) {
      evaluation.requireWanted();
      if (matching.cardinality === 'one-to-one') requireOneMatch(expr, columns, other);
      for (const column of columns)
        series.push(operateColumns(column, other, resultLabels(expr, matching, column, other), operatePair));
    }
  }
  return {
    kind: 'vector',
    series: joinResults(
      expr,
      series.filter(({ present }) => present.includes(1)),
    ),
  };
}

function operateColumns(a: Column, b: Column, labels: LabelSet, operate: Operate): Column {
  const result = createColumn(labels, a.values.length);
  for (let step = 0; step < a.values.length; step++) {
    if (!a.present[step] || !b.present[step]) continue;
    const value = operate(a.values[step]!, b.values[step]!);
    if (value === undefined) continue;
    result.values[step] = value;
    result.present[step] = 1;
  }
  return result;
}

function resultLabels({ op, isBool }: Binary, matching: Matching, many: Column, one: Column): LabelSet {
  let labels = op in arithmetic || isBool ? many.labels.withoutName() : many.labels;
  if (matching.cardinality === 'one-to-one') {
    const names = new Set(matching.labels);
    return matching.isOn ? labels.only(names) : labels.without(names);
  }
  for (const name of matching.include) labels = labels.with(name, one.labels.get(name));
  return labels;
}

/** On the side that is one, each signature has one element at a step. */
function requireOne(expr: Binary, columns: readonly Column[], side: 'left' | 'right'): void {
  if (columns.length < 2 || !overlap(columns)) return;
  throw new PromqlError(
    `Several elements on the ${side} of ${expr.op} match the same ones on the other side: ${columns[0]!.labels.key} and ` +
      `${columns[1]!.labels.key}. Name labels that tell them apart with on(...), or take some away.`,
    expr.span,
  );
}

/** Also where a comparison would leave all but one of them out. */
function requireOneMatch(expr: Binary, columns: readonly Column[], other: Column): void {
  if (columns.length < 2 || !overlap(columns, other.present)) return;
  throw new PromqlError(
    `Several elements on the left of ${expr.op} match the same one on the right: if that is meant, write group_left().`,
    expr.span,
  );
}

/** Whether two of them have a value at the same step, one of `where`. */
function overlap(columns: readonly Column[], where?: Uint8Array): boolean {
  const [first] = columns;
  for (let step = 0; step < first!.present.length; step++) {
    if (where && !where[step]) continue;
    let count = 0;
    for (const { present } of columns) count += present[step]!;
    if (count > 1) return true;
  }
  return false;
}

function joinResults(expr: Binary, series: readonly Column[]): Column[] {
  const joined = new Map<string, Column>();
  for (const [key, columns] of Map.groupBy(series, ({ labels }) => labels.key)) {
    if (overlap(columns))
      throw new PromqlError(
        `The result of ${expr.op} has the same labels twice: ${key}. Name more labels in group_left or group_right.`,
        expr.span,
      );
    joined.set(key, columns.reduce(merge));
  }
  return Array.from(joined.values());
}

function merge(a: Column, b: Column): Column {
  const values = a.values.map((value, step) => (b.present[step] ? b.values[step]! : value));
  return { labels: a.labels, values, present: a.present.map((is, step) => is | b.present[step]!) };
}
