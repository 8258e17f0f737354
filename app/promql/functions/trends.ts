import type { PromqlFunction } from '../eval/call.ts';
import { timeOf } from '../eval/steps.ts';
import { fitLine } from '../math/fit-line.ts';
import { computeWindows, inWindows } from './in-windows.ts';

/** Straight lines through the samples of a window. */
export const trends: Readonly<Record<string, PromqlFunction>> = {
  deriv: inWindows(({ times, values, spend }) => (from, to) => {
    if (to - from < 2) return undefined;
    spend(to - from);
    return fitLine(times, values, from, to, times[from]!).slope;
  }),
  async predict_linear(args) {
    const ahead = (await args.scalar(1)).values;
    return computeWindows(args, 0, ({ times, values, spend }) => (from, to, _, step) => {
      if (to - from < 2) return undefined;
      spend(to - from);
      // From the moment of the step, wherever the window lies.
      const { slope, intercept } = fitLine(times, values, from, to, timeOf(args.steps, step));
      return slope * ahead[step]! + intercept;
    });
  },
};
