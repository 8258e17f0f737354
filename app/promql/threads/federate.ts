import { isStale } from '../../history/is-stale.ts';
import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import { LabelSet } from '../eval/label-set.ts';
import type { Samples } from '../eval/source.ts';
import { queryLimits } from '../query-limits.ts';
import { LOOKBACK_MS } from '../run-query.ts';
import { createHistorySource } from '../source/history-source.ts';
import type { ExposedSample } from '../write/write-exposition.ts';
import type { EvaluateParts } from './evaluate.ts';

/** The newest sample of each series that one of the selectors matches, unless it is older than the lookback or has ended. */
export function createFederate({ read }: Pick<EvaluateParts, 'read'>) {
  return async (signal: AbortSignal, selectors: readonly (readonly LabelMatcher[])[], atMs: number) => {
    const { maxSeries, maxSamples } = queryLimits;
    const source = createHistorySource({ read, maxSeries, maxSamples });
    const byLabels = new Map<string, ExposedSample>();
    for (const matchers of selectors) {
      for (const samples of await source.select(matchers, atMs - LOOKBACK_MS, atMs, signal, true)) {
        const newest = newestOf(samples);
        if (newest) byLabels.set(LabelSet.from(samples.labels).key, newest);
      }
    }
    return Array.from(byLabels.values());
  };
}

function newestOf({ labels, times, values }: Samples): ExposedSample | undefined {
  const last = times.length - 1;
  if (isStale(values, last)) return undefined;
  return { labels: LabelSet.from(labels).toRecord(), atMs: times[last]!, value: values[last]! };
}
