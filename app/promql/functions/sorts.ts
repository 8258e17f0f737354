import type { Args, PromqlFunction } from '../eval/call.ts';
import type { VectorValue } from '../eval/value.ts';

/** The order of elements. It has a meaning at one moment only: of a range each element is a line of its own. */
export const sorts: Readonly<Record<string, PromqlFunction>> = {
  sort: args => sort(args, 1),
  sort_desc: args => sort(args, -1),
};

async function sort(args: Args, sign: 1 | -1): Promise<VectorValue> {
  const { series } = await args.vector(0);
  if (args.steps.count > 1) return { kind: 'vector', series };
  return { kind: 'vector', series: series.toSorted((a, b) => compare(a.values[0]!, b.values[0]!, sign)) };
}

/** NaN is last, both ways. */
function compare(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return (a - b || 0) * sign;
}
