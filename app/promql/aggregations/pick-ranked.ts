import type { Group } from '../eval/aggregation.ts';
import type { Evaluation } from '../eval/evaluation.ts';
import type { Column } from '../eval/value.ts';

/** The columns of a group, each with a value only where it is one of the `k` highest (or lowest) there. NaN is last. */
export function pickRanked(
  evaluation: Evaluation,
  { columns }: Group,
  k: Float64Array,
  op: 'topk' | 'bottomk',
): Column[] {
  const sign = op === 'topk' ? -1 : 1;
  const picked = columns.map(({ labels, values, present }) => ({
    ...{ labels, values },
    present: new Uint8Array(present.length),
  }));
  let order: number[] = [];
  for (let step = 0; step < k.length; step++) {
    evaluation.requireWanted();
    order = columns
      .keys()
      .filter(at => columns[at]!.present[step] === 1)
      .toArray();
    order.sort(
      (a, b) =>
        compare(columns[a]!.values[step]! * sign, columns[b]!.values[step]! * sign) ||
        compareLabels(columns[a]!, columns[b]!),
    );
    order = order.slice(0, Math.max(0, Math.trunc(k[step]!) || 0));
    for (const at of order) picked[at]!.present[step] = 1;
  }
  // At one moment, they are in their order.
  if (k.length === 1) return order.map(at => picked[at]!);
  return picked.filter(({ present }) => present.includes(1));
}

/** Of equal ones, those that are picked must not depend on which other steps there are. */
function compareLabels(a: Column, b: Column): number {
  return a.labels.key < b.labels.key ? -1 : 1;
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
