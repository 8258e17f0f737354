import type { Binary } from '../ast.ts';
import type { Evaluation } from './evaluation.ts';
import { bySignature, createSignature } from './signature.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { Column, VectorValue } from './value.ts';

/** `and`, `or`, `unless`: whole elements, by whether the other side has one of their signature. */
export function combineSets(
  evaluation: Evaluation,
  { op, matching }: Binary,
  left: VectorValue,
  right: VectorValue,
): VectorValue {
  const signature = createSignature(matching ?? { labels: [], isOn: false });
  const [lefts, rights] = [bySignature(left.series, signature), bySignature(right.series, signature)];
  const keyOf = ({ labels }: Column) => signature(labels).key;
  const thereIn = (columns: ReadonlyMap<string, readonly Column[]>) => {
    // Once for each signature, not for each pair of elements that share it.
    const there = new Map(Array.from(columns, ([key, those]) => [key, presenceOf(evaluation, those)]));
    return (column: Column, where: 0 | 1) => keepWhere(column, there.get(keyOf(column)), where);
  };
  const [keepByRight, keepByLeft] = [thereIn(rights), thereIn(op === 'or' ? lefts : new Map())];
  const fromLeft = left.series.map(column => (op === 'or' ? column : keepByRight(column, op === 'and' ? 1 : 0)));
  const fromRight = op === 'or' ? right.series.map(column => keepByLeft(column, 0)) : [];
  const series = [...fromLeft, ...fromRight].filter(({ present }) => present.includes(1));
  return { kind: 'vector', series: uniqueLabels(series) };
}

/** 1 for each step at which one of the columns, of which there is one at least, has a value. */
function presenceOf(evaluation: Evaluation, columns: readonly Column[]): Uint8Array {
  const [first, ...others] = columns;
  const there = first!.present.slice();
  for (const { present } of others) {
    evaluation.requireWanted();
    for (let step = 0; step < there.length; step++) there[step]! |= present[step]!;
  }
  return there;
}

/** The column, where the others have a value (1) or have none (0). */
function keepWhere({ labels, values, present }: Column, others: Uint8Array | undefined, where: 0 | 1): Column {
  return { labels, values, present: present.map((is, step) => (is && (others?.[step] ?? 0) === where ? 1 : 0)) };
}
