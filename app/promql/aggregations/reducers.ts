import { highest, lowest } from '../math/extremes.ts';
import { kahanSum } from '../math/kahan-sum.ts';
import { mean } from '../math/mean.ts';
import { quantile } from '../math/quantile.ts';
import { variance } from '../math/variance.ts';

type Reduce = (numbers: Float64Array, param: number) => number;

/** Aggregations that make one number of those of a group, of which there is one at least. */
export const reducers: Readonly<Record<string, Reduce>> = {
  sum: numbers => kahanSum(numbers),
  avg: numbers => mean(numbers),
  min: numbers => lowest(numbers),
  max: numbers => highest(numbers),
  count: numbers => numbers.length,
  group: () => 1,
  stddev: numbers => Math.sqrt(variance(numbers)),
  stdvar: numbers => variance(numbers),
  quantile: (numbers, q) => quantile(q, numbers),
};
