import { isStale } from '../../history/is-stale.ts';
import type { VectorSelector } from '../ast.ts';
import type { Evaluation } from './evaluation.ts';
import { LabelSet } from './label-set.ts';
import { momentsOf } from './moments.ts';
import type { Samples } from './source.ts';
import type { Steps } from './steps.ts';
import { type Column, createColumn, type VectorValue } from './value.ts';

/** The newest sample of each series at each step, where it is not older than the lookback and no end; `what` it gives. */
export async function selectInstant(
  evaluation: Evaluation,
  selector: VectorSelector,
  steps: Steps,
  what: 'value' | 'timestamp' = 'value',
): Promise<VectorValue> {
  const { lookbackMs, giveTurn } = evaluation.options;
  const moments = momentsOf(selector, steps, evaluation.query);
  const series: Column[] = [];
  for (const samples of await evaluation.select(selector, moments, lookbackMs, moments.length === 1)) {
    evaluation.count(steps.count);
    const column = pickNewest(samples, moments, lookbackMs, what);
    if (column.present.includes(1)) series.push(column);
    const turn = giveTurn();
    if (turn) await turn;
  }
  return { kind: 'vector', series };
}

function pickNewest(
  { labels, times, values }: Samples,
  moments: Float64Array,
  lookbackMs: number,
  what: 'value' | 'timestamp',
): Column {
  const column = createColumn(LabelSet.from(labels), moments.length);
  let next = 0;
  for (let step = 0; step < moments.length; step++) {
    if (times[times.length - 1]! <= moments[step]!) next = times.length;
    while (next < times.length && times[next]! <= moments[step]!) next++;
    const newest = next - 1;
    if (newest < 0 || times[newest]! <= moments[step]! - lookbackMs || isStale(values, newest)) continue;
    column.values[step] = what === 'value' ? values[newest]! : times[newest]! / 1000;
    column.present[step] = 1;
  }
  return column;
}
