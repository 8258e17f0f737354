import type { SampleRequest } from '../../history/range/sample-plan.ts';
import type { SeriesSamples } from '../../history/range/sample-query.ts';
import { LabelSet } from '../eval/label-set.ts';
import type { Samples, Source } from '../eval/source.ts';
import { asPromqlError } from './as-promql-error.ts';

export interface HistorySourceOptions {
  readonly read: (signal: AbortSignal, request: SampleRequest) => Promise<readonly SeriesSamples[]>;
  /** Of one selector. */
  readonly maxSeries: number;
  /** Of one selector, too; the evaluation counts those of all. */
  readonly maxSamples: number;
}

/** A source over the history, for one query, that counts what was read. */
export interface HistorySource extends Source {
  readonly series: number;
  readonly samples: number;
}

export function createHistorySource({ read, maxSeries, maxSamples }: HistorySourceOptions): HistorySource {
  let [series, samples] = [0, 0];
  /** What stands twice in a query is read once: then both see the same. */
  const known = new Map<string, Promise<readonly Samples[]>>();

  const readSamples = async (request: SampleRequest, signal: AbortSignal) => {
    const found = await read(signal, request).catch(asPromqlError);
    series += found.length;
    for (const { labels, times } of found) {
      samples += times.length;
      LabelSet.remember(labels);
    }
    return found;
  };

  return {
    get series() {
      return series;
    },
    get samples() {
      return samples;
    },
    select(matchers, fromMs, toMs, signal, isNewestOnly) {
      // The history's ranges begin where a selector's window is open, and end after its last moment.
      const range = { fromMs: Math.floor(fromMs) + 1, toMs: Math.floor(toMs) + 1 };
      const request = { matchers, ...range, isNewestOnly, maxSeries, maxPoints: maxSamples };
      const key = JSON.stringify(request);
      const reading = known.get(key) ?? readSamples(request, signal);
      known.set(key, reading);
      return reading;
    },
  };
}
