import type { PromqlFunction } from '../eval/call.ts';
import { highest, lowest } from '../math/extremes.ts';
import { kahanSum } from '../math/kahan-sum.ts';
import { mean } from '../math/mean.ts';
import { quantile } from '../math/quantile.ts';
import { variance } from '../math/variance.ts';
import { computeWindows, inWindows } from './in-windows.ts';

/** Aggregations of the samples of a window. */
export const overTime: Readonly<Record<string, PromqlFunction>> = {
  avg_over_time: inWindows(({ values, from, to }) => mean(values, from, to)),
  count_over_time: inWindows(({ from, to }) => to - from),
  first_over_time: args => computeWindows(args, 0, ({ values, from }) => values[from], true),
  last_over_time: args => computeWindows(args, 0, ({ values, to }) => values[to - 1], true),
  max_over_time: inWindows(({ values, from, to }) => highest(values, from, to)),
  min_over_time: inWindows(({ values, from, to }) => lowest(values, from, to)),
  present_over_time: inWindows(() => 1),
  async quantile_over_time(args) {
    const q = (await args.scalar(0)).values;
    return computeWindows(args, 1, ({ values, from, to }, step) => quantile(q[step]!, values.subarray(from, to)));
  },
  stddev_over_time: inWindows(({ values, from, to }) => Math.sqrt(variance(values, from, to))),
  stdvar_over_time: inWindows(({ values, from, to }) => variance(values, from, to)),
  sum_over_time: inWindows(({ values, from, to }) => kahanSum(values, from, to)),
};
