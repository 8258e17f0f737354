import { LabelSet } from '../eval/label-set.ts';
import type { Steps } from '../eval/steps.ts';
import { type Column, createColumn, type Value } from '../eval/value.ts';
import type { QueryResult } from '../run-query.ts';

/** A value, or the answer of a query at the same steps, as columns. */
export function toColumns(value: Value | QueryResult, steps: Steps): readonly Column[] {
  if (!('series' in value)) {
    if (value.kind === 'string') return [];
    return [{ labels: LabelSet.NONE, values: value.values, present: new Uint8Array(steps.count).fill(1) }];
  }
  return value.series.map(one => ('times' in one ? toColumn(one, steps) : one));
}

function toColumn({ labels, times, values }: QueryResult['series'][number], { startMs, stepMs, count }: Steps): Column {
  const column = createColumn(LabelSet.from(labels), count);
  for (const [at, atMs] of times.entries()) {
    const step = (atMs - startMs) / stepMs;
    column.values[step] = values[at]!;
    column.present[step] = 1;
  }
  return column;
}
