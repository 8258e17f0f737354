import type { PromqlFunction } from '../eval/call.ts';
import { findPlaces } from './find-places.ts';
import { inWindows, type OfSeries, type WindowSamples } from './in-windows.ts';

/** How fast values change. */
export const rates: Readonly<Record<string, PromqlFunction>> = {
  changes: inWindows(({ values }) => countPlaces(values, isChange)),
  delta: inWindows(samples => (from, to, endMs) => {
    if (to - from < 2) return undefined;
    const difference = samples.values[to - 1]! - samples.values[from]!;
    return extrapolate(samples, from, to, endMs, difference, Number.POSITIVE_INFINITY);
  }),
  idelta: inWindows(
    ({ values }) =>
      (from, to) =>
        to - from < 2 ? undefined : values[to - 1]! - values[to - 2]!,
  ),
  increase: inWindows(increase),
  irate: inWindows(({ times, values }) => (from, to) => {
    if (to - from < 2) return undefined;
    const [before, last] = [values[to - 2]!, values[to - 1]!];
    return (last < before ? last : last - before) / ((times[to - 1]! - times[to - 2]!) / 1000);
  }),
  rate: inWindows(samples => {
    const ofWindow = increase(samples);
    const seconds = samples.rangeMs / 1000;
    return (from, to, endMs, step) => {
      const increased = ofWindow(from, to, endMs, step);
      return increased === undefined ? undefined : increased / seconds;
    };
  }),
  resets: inWindows(({ values }) => countPlaces(values, isReset)),
};

function isReset(before: number, after: number): boolean {
  return after < before;
}

function isChange(before: number, after: number): boolean {
  return before !== after && !(Number.isNaN(before) && Number.isNaN(after));
}

/** How often a value and the one before it are such, within each window. */
function countPlaces(values: Float64Array, isOne: (before: number, after: number) => boolean): ReturnType<OfSeries> {
  const between = findPlaces(values, isOne);
  return (from, to) => {
    const { first, end } = between(from, to);
    return end - first;
  };
}

/** Resets are looked for once; a window adds what was lost by those within it, in their order. */
function increase(samples: WindowSamples): ReturnType<OfSeries> {
  const { values } = samples;
  const between = findPlaces(values, isReset);
  return (from, to, endMs) => {
    if (to - from < 2) return undefined;
    let difference = values[to - 1]! - values[from]!;
    const { places, first, end } = between(from, to);
    for (let i = first; i < end; i++) difference += values[places[i]! - 1]!;
    const toZero = difference > 0 && values[from]! >= 0 ? values[from]! / difference : Number.POSITIVE_INFINITY;
    return extrapolate(samples, from, to, endMs, difference, toZero);
  };
}

/**
 * The difference between the last and the first sample, as if they stood at the ends of the window: up to them, but not further than a
 * sample is likely to be missing, nor further before the first one than `toZero` times what lies between them: there a counter
 * would be below 0. As Prometheus 3 does it (promql/functions.go).
 */
function extrapolate(
  { times, rangeMs }: WindowSamples,
  from: number,
  to: number,
  endMs: number,
  difference: number,
  toZero: number,
): number {
  const [firstMs, lastMs] = [times[from]!, times[to - 1]!];
  const sampled = (lastMs - firstMs) / 1000;
  const average = sampled / (to - from - 1);
  let toStart = (firstMs - (endMs - rangeMs)) / 1000;
  let toEnd = (endMs - lastMs) / 1000;
  if (toStart >= average * 1.1) toStart = average / 2;
  toStart = Math.min(toStart, sampled * toZero);
  if (toEnd >= average * 1.1) toEnd = average / 2;
  return difference * ((sampled + toStart + toEnd) / sampled);
}
