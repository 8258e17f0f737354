import type { PromqlFunction } from '../eval/call.ts';
import { createBlockSums } from '../math/block-sums.ts';
import { quantile } from '../math/quantile.ts';
import { createSlidingExtreme } from '../math/sliding-extreme.ts';
import { variance } from '../math/variance.ts';
import { computeWindows, inWindows } from './in-windows.ts';

/** Aggregations of the samples of a window. */
export const overTime: Readonly<Record<string, PromqlFunction>> = {
  avg_over_time: inWindows(({ values }) => createBlockSums(values).mean),
  count_over_time: inWindows(() => (from, to) => to - from),
  first_over_time: args =>
    computeWindows(
      args,
      0,
      ({ values }) =>
        from =>
          values[from]!,
      true,
    ),
  last_over_time: args =>
    computeWindows(
      args,
      0,
      ({ values }) =>
        (_, to) =>
          values[to - 1]!,
      true,
    ),
  max_over_time: inWindows(({ values }) => createSlidingExtreme(values, 'max')),
  min_over_time: inWindows(({ values }) => createSlidingExtreme(values, 'min')),
  present_over_time: inWindows(() => () => 1),
  async quantile_over_time(args) {
    const q = (await args.scalar(0)).values;
    return computeWindows(
      args,
      1,
      ({ values }) =>
        (from, to, _, step) =>
          quantile(q[step]!, values.subarray(from, to)),
    );
  },
  stddev_over_time: inWindows(
    ({ values }) =>
      (from, to) =>
        Math.sqrt(variance(values, from, to)),
  ),
  stdvar_over_time: inWindows(
    ({ values }) =>
      (from, to) =>
        variance(values, from, to),
  ),
  sum_over_time: inWindows(({ values }) => createBlockSums(values).sum),
};
