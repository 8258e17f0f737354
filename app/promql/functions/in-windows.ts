import type { Args, PromqlFunction } from '../eval/call.ts';
import type { WindowedSeries } from '../eval/evaluation.ts';
import { uniqueLabels } from '../eval/unique-labels.ts';
import { type Column, createColumn, type VectorValue } from '../eval/value.ts';

/** Samples of one series, by time. */
export interface WindowSamples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How long each window is. */
  readonly rangeMs: number;
  /** Told of numbers that are looked at beside the ends of a window. Throws when they are too many. */
  readonly spend: (numbers: number) => void;
}

/**
 * Computes one window: the samples from `from` on, up to but not at `to`, one at least; it ends at `endMs`, inclusive. Neither
 * end of it ever goes back from step to step. Undefined: there is no result at this step.
 */
export type OfWindow = (from: number, to: number, endMs: number, step: number) => number | undefined;

/** Looks at a series once, so that its windows, which overlap, need not be walked through one by one. */
export type OfSeries = (samples: WindowSamples) => OfWindow;

/** A function of the samples of each window of its only argument. The metric's name goes: the result is something else. */
export function inWindows(prepare: OfSeries): PromqlFunction {
  return args => computeWindows(args, 0, prepare);
}

export async function computeWindows(
  args: Args,
  at: number,
  prepare: OfSeries,
  keepsName = false,
): Promise<VectorValue> {
  const { series, moments, rangeMs } = await args.windows(at);
  const { giveTurn } = args.evaluation.options;
  const spend = (numbers: number) => args.evaluation.spend(numbers);
  const columns: Column[] = [];
  for (const one of series) {
    args.evaluation.count(moments.length);
    const column = createColumn(keepsName ? one.labels : one.labels.withoutName(), moments.length);
    await computeSeries(one, column, { moments, rangeMs, prepare, giveTurn, spend });
    if (column.present.includes(1)) columns.push(column);
  }
  return { kind: 'vector', series: await uniqueLabels(args.evaluation, columns) };
}

interface Computation {
  readonly moments: Float64Array;
  readonly rangeMs: number;
  readonly prepare: OfSeries;
  readonly giveTurn: () => Promise<void> | undefined;
  readonly spend: (numbers: number) => void;
}

/** The ends of the windows never go back, so each sample is met twice: when it comes in, and when it falls out. */
async function computeSeries(
  { times, values }: WindowedSeries,
  column: Column,
  { moments, rangeMs, prepare, giveTurn, spend }: Computation,
): Promise<void> {
  const compute = prepare({ times, values, rangeMs, spend });
  let [from, to, met] = [0, 0, SAMPLES_PER_LOOK];
  for (let step = 0; step < moments.length; step++) {
    const endMs = moments[step]!;
    if (times[times.length - 1]! <= endMs) to = times.length;
    while (to < times.length && times[to]! <= endMs) to++;
    while (from < to && times[from]! <= endMs - rangeMs) from++;
    if (to === from) continue;
    const result = compute(from, to, endMs, step);
    if (result !== undefined) {
      column.values[step] = result;
      column.present[step] = 1;
    }
    met += to - from;
    if (met < SAMPLES_PER_LOOK) continue;
    met = 0;
    const turn = giveTurn();
    if (turn) await turn;
  }
}

/** So many samples are walked through in well below a millisecond; to look at the clock costs as much as a few. */
const SAMPLES_PER_LOOK = 10_000;
