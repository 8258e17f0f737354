import type { Args, PromqlFunction } from '../eval/call.ts';
import { mapValues } from '../eval/map-values.ts';
import type { Value, VectorValue } from '../eval/value.ts';

/** Functions that hold numbers within bounds, or on a grid. */
export const clamps: Readonly<Record<string, PromqlFunction>> = {
  async clamp(args) {
    const [vector, low, high] = [await args.vector(0), await args.scalar(1), await args.scalar(2)];
    const held = await mapValues(args.evaluation, vector, (number, step) =>
      Math.max(low.values[step]!, Math.min(high.values[step]!, number)),
    );
    return where(held as VectorValue, step => !(high.values[step]! < low.values[step]!));
  },
  clamp_max: args => bounded(args, Math.min),
  clamp_min: args => bounded(args, Math.max),
  async round(args) {
    const vector = await args.vector(0);
    const to = args.count > 1 ? (await args.scalar(1)).values : undefined;
    return mapValues(args.evaluation, vector, (number, step) => roundTo(number, to?.[step] ?? 1));
  },
};

async function bounded(args: Args, hold: (a: number, b: number) => number): Promise<Value> {
  const [vector, bound] = [await args.vector(0), await args.scalar(1)];
  return mapValues(args.evaluation, vector, (number, step) => hold(bound.values[step]!, number));
}

/** Halves upwards. By the inverse, as Prometheus does, for fewer rounding errors. */
function roundTo(number: number, to: number): number {
  const inverse = 1 / to;
  return Math.floor(number * inverse + 0.5) / inverse;
}

function where({ series }: VectorValue, holds: (step: number) => boolean): VectorValue {
  const kept = series.map(column => ({
    ...column,
    present: column.present.map((is, step) => (holds(step) ? is : 0)),
  }));
  return { kind: 'vector', series: kept.filter(({ present }) => present.includes(1)) };
}
