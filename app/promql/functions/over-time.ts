import type { PromqlFunction } from '../eval/call.ts';
import { createBlockSums } from '../math/block-sums.ts';
import { createBlockVariance } from '../math/block-variance.ts';
import { createSlidingExtreme } from '../math/sliding-extreme.ts';
import { createSlidingQuantile } from '../math/sliding-quantile.ts';
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
    return computeWindows(args, 1, ({ values, spend }) => {
      const ofWindow = createSlidingQuantile(values, spend);
      return (from, to, _, step) => ofWindow(q[step]!, from, to);
    });
  },
  stddev_over_time: inWindows(({ values, spend }) => {
    const ofWindow = createBlockVariance(values, spend);
    return (from, to) => Math.sqrt(ofWindow(from, to));
  }),
  stdvar_over_time: inWindows(({ values, spend }) => createBlockVariance(values, spend)),
  sum_over_time: inWindows(({ values }) => createBlockSums(values).sum),
};
