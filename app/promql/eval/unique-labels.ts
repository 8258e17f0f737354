import { PromqlError } from '../promql-error.ts';
import type { Evaluation } from './evaluation.ts';
import type { Column } from './value.ts';

/** Joins columns of the same labels, which must not have values at the same step: then nobody could tell them apart. */
export async function uniqueLabels({ options }: Evaluation, columns: readonly Column[]): Promise<Column[]> {
  const byKey = new Map<string, Column>();
  for (const column of columns) {
    const known = byKey.get(column.labels.key);
    byKey.set(column.labels.key, known ? join(known, column) : column);
    const turn = options.giveTurn();
    if (turn) await turn;
  }
  return Array.from(byKey.values());
}

function join(a: Column, b: Column): Column {
  const joined = { labels: a.labels, values: a.values.slice(), present: a.present.slice() };
  for (let step = 0; step < b.present.length; step++) {
    if (!b.present[step]) continue;
    if (joined.present[step]) throw new PromqlError('vector cannot contain metrics with the same labelset');
    joined.values[step] = b.values[step]!;
    joined.present[step] = 1;
  }
  return joined;
}
