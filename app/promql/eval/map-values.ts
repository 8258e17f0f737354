import { uniqueLabels } from './unique-labels.ts';
import type { Value } from './value.ts';

/** Each number of a scalar or vector replaced by another one. What a number means changes, so its metric's name goes. */
export function mapValues(value: Value, map: (number: number, step: number) => number): Value {
  if (value.kind === 'string') return value;
  if (value.kind === 'scalar') return { kind: 'scalar', values: value.values.map(map) };
  const series = value.series.map(column => ({
    labels: column.labels.withoutName(),
    values: column.values.map(map),
    present: column.present,
  }));
  return { kind: 'vector', series: uniqueLabels(series) };
}
