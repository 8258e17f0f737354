import { METRIC_LABEL } from '../../history/labels/label-postings.ts';
import type { SampleQuery, SeriesSamples } from '../../history/range/sample-query.ts';
import type { Samples, Source } from '../eval/source.ts';
import { asPromqlError } from './as-promql-error.ts';

export interface HistorySourceOptions {
  readonly read: (signal: AbortSignal, query: SampleQuery) => Promise<readonly SeriesSamples[]>;
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

  const readSamples = async (query: SampleQuery, signal: AbortSignal) => {
    const found = await read(signal, query).catch(asPromqlError);
    series += found.length;
    for (const { times } of found) samples += times.length;
    return found.filter(({ times }) => times.length > 0).map(toSamples);
  };

  return {
    get series() {
      return series;
    },
    get samples() {
      return samples;
    },
    select(matchers, fromMs, toMs, signal) {
      // The history's ranges begin where a selector's window is open, and end after its last moment.
      const range = { fromMs: Math.floor(fromMs) + 1, toMs: Math.floor(toMs) + 1 };
      const query = { matchers, ...range, maxSeries, maxPoints: maxSamples };
      const key = JSON.stringify(query);
      const reading = known.get(key) ?? readSamples(query, signal);
      known.set(key, reading);
      return reading;
    },
  };
}

function toSamples({ metric, labels, times, values }: SeriesSamples): Samples {
  return { labels: { ...labels, [METRIC_LABEL]: metric }, times, values };
}
