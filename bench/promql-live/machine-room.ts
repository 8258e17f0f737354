import type { LabelMatcher } from '../../app/history/labels/label-matcher.ts';
import type { Samples, Source } from '../../app/promql/eval/source.ts';

/** So much of the past has a reading a second, as live panels have seen it come; before that it is thinner. */
const DENSE_MS = 3_600_000;

/** Metrics `m0`, `m1` ... of so many series each, with a reading a second, made when asked for: nothing is on disk. */
export function createMachineRoom(metrics: number, series: number, nowMs: number, thinMs: number) {
  const byMetric = Array.from({ length: metrics }, (_, metric) =>
    Array.from({ length: series }, (_, at) => ({
      __name__: `m${metric}`,
      instance: `host-${at}.example.com:9100`,
      job: `job-${at % 10}`,
      region: `region-${at % 5}`,
    })),
  );
  const denseFromMs = nowMs - DENSE_MS;
  const timesIn = (fromMs: number, toMs: number) => {
    const times: number[] = [];
    const last = Math.min(toMs, nowMs);
    for (let atMs = nextOf(fromMs, thinMs); atMs <= Math.min(last, denseFromMs); atMs += thinMs) times.push(atMs);
    for (let atMs = nextOf(Math.max(fromMs, denseFromMs), 1000); atMs <= last; atMs += 1000) times.push(atMs);
    return Float64Array.from(times);
  };
  const source: Source = {
    async select(matchers: readonly LabelMatcher[], fromMs: number, toMs: number) {
      const metric = Number(matchers[0]!.value.slice(1));
      const times = timesIn(fromMs, toMs);
      return byMetric[metric]!.map(labels => ({ labels, times, values: times.map(readingAt) }));
    },
  };
  const batch = byMetric
    .flat()
    .map((labels): Samples => ({ labels, times: new Float64Array(1), values: new Float64Array(1) }));
  return {
    source,
    /** One reading of each series; the same arrays each time. */
    readingsAt(atMs: number): readonly Samples[] {
      for (const { times, values } of batch) {
        times[0] = atMs;
        values[0] = readingAt(atMs);
      }
      return batch;
    },
  };
}

function nextOf(afterMs: number, stepMs: number): number {
  return (Math.floor(afterMs / stepMs) + 1) * stepMs;
}

/** A counter with resets, which is a gauge, too. */
function readingAt(atMs: number): number {
  return ((atMs / 1000) * 7) % 100_000;
}
