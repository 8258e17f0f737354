import type { PromqlFunction } from '../eval/call.ts';
import { timeOf } from '../eval/steps.ts';
import { kahanSum } from '../math/kahan-sum.ts';
import { computeWindows, inWindows, type Window } from './in-windows.ts';

/** Straight lines through the samples of a window. */
export const trends: Readonly<Record<string, PromqlFunction>> = {
  deriv: inWindows(window =>
    window.to - window.from < 2 ? undefined : fitLine(window, window.times[window.from]!).slope,
  ),
  async predict_linear(args) {
    const ahead = (await args.scalar(1)).values;
    return computeWindows(args, 0, (window, step) => {
      if (window.to - window.from < 2) return undefined;
      // From the moment of the step, wherever the window lies.
      const { slope, intercept } = fitLine(window, timeOf(args.steps, step));
      return slope * ahead[step]! + intercept;
    });
  },
};

/** Least squares; `intercept` is the line at `originMs`, `slope` its rise in a second. */
function fitLine({ times, values, from, to }: Window, originMs: number): { slope: number; intercept: number } {
  const y = values.subarray(from, to);
  if (y.every(value => value === y[0])) return constantLine(y[0]!);
  const x = times.subarray(from, to).map(atMs => (atMs - originMs) / 1000);
  const count = to - from;
  const [sumX, sumY] = [kahanSum(x), kahanSum(y)];
  const covariance = kahanSum(x.map((each, i) => each * y[i]!)) - (sumX * sumY) / count;
  const variance = kahanSum(x.map(each => each * each)) - (sumX * sumX) / count;
  const slope = covariance / variance;
  return { slope, intercept: sumY / count - (slope * sumX) / count };
}

function constantLine(value: number): { slope: number; intercept: number } {
  return Number.isFinite(value) ? { slope: 0, intercept: value } : { slope: Number.NaN, intercept: Number.NaN };
}
