import type { Args, PromqlFunction } from '../eval/call.ts';
import type { WindowedSeries } from '../eval/evaluation.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import { type Column, createColumn, type VectorValue } from '../eval/value.ts';

/** Samples of one series in one window: those at `from`, and up to but not at `to`. There is one at least. */
export interface Window {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  /** Where it ends, inclusive, and how long it is. */
  readonly endMs: number;
  readonly rangeMs: number;
}

/** Undefined: there is no result at this step. */
export type OfWindow = (window: Window, step: number) => number | undefined;

/** A function of the samples of each window of its only argument. The metric's name goes: the result is something else. */
export function inWindows(compute: OfWindow): PromqlFunction {
  return args => computeWindows(args, 0, compute);
}

export async function computeWindows(
  args: Args,
  at: number,
  compute: OfWindow,
  keepsName = false,
): Promise<VectorValue> {
  const { series, moments, rangeMs } = await args.windows(at);
  const columns: Column[] = [];
  for (const one of series) {
    columns.push(computeSeries(one, moments, rangeMs, compute, keepsName));
    const turn = args.evaluation.options.giveTurn();
    if (turn) await turn; // not for each series: that would cost more than the series
  }
  return { kind: 'vector', series: uniqueLabels(columns.filter(({ present }) => present.includes(1))) };
}

/** The ends of the windows never go back, so each sample is met twice: when it comes in, and when it falls out. */
function computeSeries(
  { labels, times, values }: WindowedSeries,
  moments: Float64Array,
  rangeMs: number,
  compute: OfWindow,
  keepsName: boolean,
): Column {
  const column = createColumn(keepsName ? labels : labels.withoutName(), moments.length);
  let [from, to] = [0, 0];
  for (let step = 0; step < moments.length; step++) {
    const endMs = moments[step]!;
    if (times[times.length - 1]! <= endMs) to = times.length;
    while (to < times.length && times[to]! <= endMs) to++;
    while (from < to && times[from]! <= endMs - rangeMs) from++;
    const result = to > from ? compute({ times, values, from, to, endMs, rangeMs }, step) : undefined;
    if (result === undefined) continue;
    column.values[step] = result;
    column.present[step] = 1;
  }
  return column;
}
