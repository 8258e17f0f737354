import type { Binary, Matching } from '../ast.ts';
import { PromqlError } from '../promql-error.ts';
import type { Operate } from './binary.ts';
import type { Evaluation } from './evaluation.ts';
import type { LabelSet } from './label-set.ts';
import { anyOf, bothOf } from './masks.ts';
import { arithmetic } from './operators.ts';
import { bySignature, createSignature } from './signature.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { Column, VectorValue } from './value.ts';

const DEFAULT: Matching = { cardinality: 'one-to-one', labels: [], isOn: false, include: [] };

/** Operates on pairs of elements that have the same signature. */
export async function matchVectors(
  evaluation: Evaluation,
  expr: Binary,
  left: VectorValue,
  right: VectorValue,
  operate: Operate,
): Promise<VectorValue> {
  const matching = expr.matching ?? DEFAULT;
  const isSwapped = matching.cardinality === 'one-to-many';
  const [many, one] = isSwapped ? [right, left] : [left, right];
  const signature = createSignature(matching);
  const named = new Set(matching.labels);
  const ones = bySignature(one.series, signature);
  requireOnes(expr, ones.values(), many.series, isSwapped ? 'left' : 'right');
  const series: Column[] = [];
  for (const [key, columns] of bySignature(many.series, signature)) {
    for (const other of ones.get(key) ?? []) {
      const labels = columns.map(column => resultLabels(expr, matching, named, column, other));
      requireDistinct(expr, matching, columns, other, labels);
      for (const [at, column] of columns.entries()) {
        const result = isSwapped ? operate(other, column) : operate(column, other);
        if (result.present.includes(1)) series.push({ labels: labels[at]!, ...result });
        const turn = evaluation.options.giveTurn();
        if (turn) await turn;
      }
    }
  }
  return { kind: 'vector', series: await uniqueLabels(evaluation, series) };
}

function resultLabels(
  { op, isBool }: Binary,
  matching: Matching,
  named: ReadonlySet<string>,
  many: Column,
  one: Column,
): LabelSet {
  let labels = arithmetic.has(op) || isBool ? many.labels.withoutName() : many.labels;
  if (matching.cardinality === 'one-to-one') return matching.isOn ? labels.only(named) : labels.without(named);
  for (const name of matching.include) labels = labels.with(name, one.labels.get(name));
  return labels;
}

/** On the side that is one, each signature has one element at a step; where the other side is empty nobody asks. */
function requireOnes(
  expr: Binary,
  groups: Iterable<readonly Column[]>,
  many: readonly Column[],
  side: 'left' | 'right',
): void {
  let where: Uint8Array | undefined;
  for (const columns of groups) {
    if (columns.length < 2) continue;
    where ??= anyOf(
      many.map(({ present }) => present),
      columns[0]!.present.length,
    );
    if (!overlap(columns, where)) continue;
    throw new PromqlError(
      `Several elements on the ${side} of ${expr.op} match the same ones on the other side: ${columns[0]!.labels} and ` +
        `${columns[1]!.labels}. Name labels that tell them apart with on(...), or take some away.`,
      expr.span,
    );
  }
}

/** Elements that match the same one must have results that can be told apart, also where a comparison would leave all but one out. */
function requireDistinct(
  expr: Binary,
  { cardinality }: Matching,
  columns: readonly Column[],
  other: Column,
  labels: readonly LabelSet[],
): void {
  if (columns.length < 2) return;
  if (cardinality === 'one-to-one') {
    if (!overlap(columns, other.present)) return;
    throw new PromqlError(
      `Several elements on the left of ${expr.op} match the same one on the right: if that is meant, write group_left().`,
      expr.span,
    );
  }
  for (const places of Map.groupBy(columns.keys(), at => labels[at]!.key).values()) {
    const same = places.map(at => columns[at]!);
    if (same.length > 1 && overlap(same, other.present))
      throw new PromqlError(
        `The result of ${expr.op} has the same labels twice: ${labels[places[0]!]}. Name more labels in group_left or group_right.`,
        expr.span,
      );
  }
}

/** Whether two of them have a value at the same step, one of `where`. */
function overlap(columns: readonly Column[], where: Uint8Array): boolean {
  let seen: Uint8Array = new Uint8Array(where.length);
  for (const { present } of columns) {
    const here = bothOf(present, where);
    if (bothOf(seen, here).includes(1)) return true;
    seen = anyOf([seen, here], where.length);
  }
  return false;
}
