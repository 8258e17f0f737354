import type { Evaluation } from './evaluation.ts';
import { uniqueLabels } from './unique-labels.ts';
import type { Column, Value } from './value.ts';

type MapNumber = (number: number, step: number) => number;

/** Each number of a scalar or vector replaced by another one. What a number means changes, so its metric's name goes. */
export async function mapValues(evaluation: Evaluation, value: Value, map: MapNumber): Promise<Value> {
  if (value.kind === 'string') return value;
  if (value.kind === 'scalar') return { kind: 'scalar', values: mapNumbers(value.values, map) };
  const series: Column[] = [];
  for (const { labels, values, present } of value.series) {
    series.push({ labels: labels.withoutName(), values: mapNumbers(values, map), present });
    const turn = evaluation.options.giveTurn();
    if (turn) await turn;
  }
  return { kind: 'vector', series: await uniqueLabels(evaluation, series) };
}

function mapNumbers(numbers: Float64Array, map: MapNumber): Float64Array {
  const mapped = new Float64Array(numbers.length);
  for (let step = 0; step < mapped.length; step++) mapped[step] = map(numbers[step]!, step);
  return mapped;
}
